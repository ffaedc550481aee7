package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket with the channel {@code pubsub} joined on it, kept open by heartbeats. It carries
 * all topics and is not opened again once it is lost.
 */
final class Connection implements WebSocket.Listener, AutoCloseable {

  /**
   * The server closes a socket that is silent for 60 s (PHOENIX.md 1); its clients beat at 30 s.
   */
  static final Duration HEARTBEAT = Duration.ofSeconds(30);

  /** The largest queue a server grants by default. */
  private static final int CAPACITY = 65_536;

  /** How long to wait for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The close code of a server that drains. */
  private static final int SERVICE_RESTART = 1012;

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** One for all connections, as each has threads of its own. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ControlChannel channel;
  private final Timer heart = new Timer("heartbeat", true);
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
  private final CompletableFuture<?> ended = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private CompletableFuture<WebSocket> sent = opened;
  private CompletableFuture<JsonNode> beat = CompletableFuture.completedFuture(Json.object());
  private volatile boolean receiving;
  private volatile boolean leaving;

  private Connection(Consumer<ChannelEvent> events) {
    this.channel =
        new ControlChannel(
            this::send,
            event -> {
              if (!leaving) {
                events.accept(event);
              }
            });
  }

  /**
   * Connects and joins.
   *
   * @param target which server
   * @param events told what comes in; while it blocks, nothing more is read from the socket
   * @param heartbeat how often to send a sign of life
   * @throws ClientException with UNREACHABLE, TIMEOUT, REFUSED or the code that the server gave
   */
  static Connection open(Target target, Consumer<ChannelEvent> events, Duration heartbeat)
      throws InterruptedException {
    Connection connection = new Connection(events);
    try {
      HTTP.newWebSocketBuilder()
          .connectTimeout(PATIENCE)
          .buildAsync(target.webSocket("/ws/websocket?vsn=2.0.0&capacity=" + CAPACITY), connection)
          .get();
    } catch (ExecutionException e) {
      connection.heart.cancel();
      throw notConnected(target, e.getCause() == null ? e : e.getCause());
    }
    try {
      Replies.await(connection.channel.join(), PATIENCE);
    } catch (ClientException e) {
      connection.close();
      throw e;
    }
    connection.beatEvery(heartbeat.toMillis());
    return connection;
  }

  private static ClientException notConnected(Target target, Throwable cause) {
    if (cause instanceof WebSocketHandshakeException handshake) {
      HttpResponse<?> response = handshake.getResponse();
      return target.refused(
          response.statusCode(), response.headers().firstValue("X-Error-Code"), cause);
    }
    return target.unreachable(cause);
  }

  /** Pushes an event without waiting, see {@link ControlChannel#push}. */
  CompletableFuture<JsonNode> push(String event, ObjectNode payload) {
    return channel.push(event, payload);
  }

  /**
   * Pushes an event and waits for the response.
   *
   * @throws ClientException with the code of the refusal, CONNECTION_LOST or TIMEOUT
   */
  JsonNode call(String event, ObjectNode payload) throws InterruptedException {
    return Replies.await(push(event, payload), PATIENCE);
  }

  private synchronized void send(String text) {
    // The JDK takes a frame only once the one before has left.
    sent = sent.thenCompose(socket -> socket.sendText(text, true));
    sent.exceptionally(
        e -> {
          lose("the connection to the server broke: " + e.getMessage());
          return null;
        });
  }

  private void beatEvery(long millis) {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            beat();
          }
        };
    heart.schedule(task, millis, millis);
  }

  private void beat() {
    // While we ourselves hold back reading, the answer may well be waiting in the socket.
    if (!beat.isDone() && !receiving) {
      lose("the server does not answer any more");
    } else {
      beat = channel.heartbeat();
    }
  }

  @Override
  public void onOpen(WebSocket socket) {
    opened.complete(socket);
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String text = partial.toString();
      partial.setLength(0);
      receiving = true;
      try {
        channel.receive(text);
      } catch (ClientException e) {
        lose(e.getMessage() + " (" + e.code() + ")");
      } finally {
        receiving = false;
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    lose(
        status == SERVICE_RESTART
            ? "the server is shutting down (1012)"
            : "the server closed the connection (%s)".formatted((status + " " + reason).strip()));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    lose("the connection to the server broke: " + error.getMessage());
  }

  private void lose(String reason) {
    ended.complete(null);
    opened.join().abort();
    channel.close(reason);
  }

  /** Takes leave of the server; waits for its goodbye, but not long. */
  @Override
  public void close() {
    leaving = true;
    heart.cancel();
    synchronized (this) {
      sent = sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
    ended.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS).join();
    lose("closed");
  }
}
