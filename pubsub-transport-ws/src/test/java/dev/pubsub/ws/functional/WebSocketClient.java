package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The WebSocket client of the JDK, with what it received in a queue. */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> pongs = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  static WebSocketClient connect(HttpClient http, int port, String path) {
    WebSocketClient client = new WebSocketClient();
    URI uri = URI.create("ws://127.0.0.1:" + port + path);
    client.socket = http.newWebSocketBuilder().buildAsync(uri, client).join();
    return client;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      texts.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    binaries.add(bytes);
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    pongs.add(bytes);
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  WebSocketClient send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  WebSocketClient send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** The next text message. */
  String next() throws InterruptedException {
    String text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(text).as("a message within %d seconds", PATIENCE_SECONDS).isNotNull();
    return text;
  }

  /** The text messages that came and were not taken yet. */
  List<String> arrived() {
    List<String> arrived = new ArrayList<>();
    texts.drainTo(arrived);
    return arrived;
  }

  /** The next binary message. */
  byte[] nextBinary() throws InterruptedException {
    return next(binaries);
  }

  /** The payload of the next pong. */
  byte[] nextPong() throws InterruptedException {
    return next(pongs);
  }

  private static byte[] next(BlockingQueue<byte[]> queue) throws InterruptedException {
    byte[] bytes = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(bytes).as("a message within %d seconds", PATIENCE_SECONDS).isNotNull();
    return bytes;
  }

  /** The code with which the server closed. */
  int closeCode() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the server has closed. */
  boolean isClosed() {
    return closed.isDone();
  }

  WebSocket socket() {
    return socket;
  }

  /** Cuts the connection, as a lost network does. */
  @Override
  public void close() {
    socket.abort();
  }
}
