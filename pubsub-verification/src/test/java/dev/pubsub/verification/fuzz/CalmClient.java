package dev.pubsub.verification.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** A well-behaved client of serializer 2.0.0 that has joined a topic and counts what it says. */
final class CalmClient implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 50;
  private static final String TOPIC = "calm:1";
  private static final String EVENT = "[null,null,\"" + TOPIC + "\",\"say\",";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final String name;
  private final WebSocket socket;
  private long said;

  CalmClient(URI server, String name) throws InterruptedException {
    this.name = name;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(server + "/websocket?vsn=2.0.0"), this)
            .join();
    send("phx_join", "{}");
    assertThat(next()).contains("\"status\":\"ok\"");
  }

  /** Publishes the next numbers. */
  void say(int count) {
    for (int n = 0; n < count; n++) {
      send("say", "{\"" + name + "\":" + said++ + "}");
    }
  }

  private void send(String event, String payload) {
    String frame = "[\"1\",\"1\",\"" + TOPIC + "\",\"" + event + "\"," + payload + "]";
    socket.sendText(frame, true).join();
  }

  /** Receives its answers, and what it and another said last, all in order. */
  void hearAll(int count, CalmClient other) throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (int n = 0; n < 3 * count; n++) {
      String frame = next();
      if (frame.startsWith(EVENT)) {
        events.add(frame);
      } else {
        assertThat(frame).contains("\"phx_reply\"", "\"status\":\"ok\"");
      }
    }
    for (CalmClient one : List.of(this, other)) {
      assertThat(events.stream().filter(event -> event.contains("\"" + one.name + "\"")))
          .containsExactlyElementsOf(one.last(count));
    }
  }

  private List<String> last(int count) {
    return LongStream.range(said - count, said)
        .mapToObj(n -> EVENT + "{\"" + name + "\":" + n + "}]")
        .toList();
  }

  private String next() throws InterruptedException {
    String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(frame).as("what %s should have received", name).isNotNull();
    return frame;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
