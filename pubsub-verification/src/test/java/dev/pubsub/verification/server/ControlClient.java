package dev.pubsub.verification.server;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket on the control channel that counts what was acknowledged. */
final class ControlClient implements WebSocket.Listener, AutoCloseable {

  private static final Pattern ACTION = Pattern.compile("\"action\":\"([a-z]+)\"");

  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  // Used by one call after the other.
  private final StringBuilder frame = new StringBuilder();
  private final WebSocket socket;

  ControlClient(URI uri) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(uri + "?vsn=2.0.0"), this)
            .join();
    socket.sendText("[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]", true).join();
  }

  /** Subscribes to {@code room:1} and the following, and waits until that is done. */
  void subscribe(int count) {
    for (int i = 1; i <= count; i++) {
      String push = "[\"1\",\"s%d\",\"pubsub\",\"subscribe\",{\"topic\":\"room:%d\"}]";
      socket.sendText(push.formatted(i, i), true).join();
    }
    await().atMost(Guarded.PATIENCE).until(() -> acknowledged("subscribed") == count);
  }

  /** Publishes the same again and again; returns what ends once the last is on its way. */
  CompletableFuture<WebSocket> publish(String topic, String text, int count) {
    String push =
        "[\"1\",\"p\",\"pubsub\",\"publish\",{\"topic\":\"%s\",\"message\":\"%s\"}]"
            .formatted(topic, text);
    CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(socket);
    for (int i = 0; i < count; i++) {
      sent = sent.thenCompose(open -> open.sendText(push, true));
    }
    return sent;
  }

  /** How many pushes were answered so. */
  int acknowledged(String action) {
    return acknowledged.getOrDefault(action, 0);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    frame.append(data);
    if (last) {
      Matcher action = ACTION.matcher(frame);
      if (action.find()) {
        acknowledged.merge(action.group(1), 1, Integer::sum);
      }
      frame.setLength(0);
    }
    return WebSocket.Listener.super.onText(from, data, last);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
