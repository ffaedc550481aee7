package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A limit, met at every entrance of a running server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitsIT {

  private static final String HOUR = " 1/1h per=topic topics=limited:**";

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningServer server =
      limited("pubs: publish" + HOUR + ", subs: subscribe" + HOUR + ", new: create-topic 1/1h");

  private static RunningServer limited(String rules) {
    return new RunningServer(Map.of("PUBSUB_PLUGIN_RESILIENCE_LIMITS", rules));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static void assertLimited(HttpResponse<?> response) {
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValueAsLong("Retry-After").getAsLong())
        .isBetween(3500L, 3600L);
  }

  /** Frames, as they come. */
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> come = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      come.add(text.toString());
      socket.request(1);
      return null;
    }

    String answerTo(WebSocket socket, String frame) throws InterruptedException {
      socket.sendText(frame, true).join();
      String answer = come.poll(10, TimeUnit.SECONDS);
      while (answer != null && !answer.contains("phx_reply")) {
        answer = come.poll(10, TimeUnit.SECONDS);
      }
      return String.valueOf(answer);
    }
  }

  private WebSocket open(RunningServer where, Frames frames) {
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(where.webSocket() + "/websocket?vsn=2.0.0"), frames)
        .join();
  }

  // ---- HTTP

  @Test
  void aBroadcast() throws Exception {
    String body = "{\"topic\":\"limited:http\",\"message\":1}";
    assertThat(call("POST", "/api/broadcast", body).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = call("POST", "/api/broadcast", body);

    assertLimited(refused);
    assertThat(refused.body())
        .contains("the limit 'pubs' is reached: 1/1h for each topic", "RATE_LIMITED");
  }

  @Test
  void aTopicCreated() throws Exception {
    assertThat(call("POST", "/api/topics", "{\"name\":\"one\"}").statusCode()).isEqualTo(201);

    assertLimited(call("POST", "/api/topics", "{\"name\":\"two\"}"));
  }

  @Test
  void aStreamOfEvents() throws Exception {
    HttpRequest stream =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/topics/limited:sse/events")).build();
    HttpResponse<InputStream> first = http.send(stream, BodyHandlers.ofInputStream());
    assertThat(first.statusCode()).isEqualTo(200);

    assertLimited(http.send(stream, BodyHandlers.ofString()));
    first.body().close();
  }

  // ---- sockets

  @Test
  void theControlChannel() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = open(server, frames);
    frames.answerTo(socket, "[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]");
    for (String what : new String[] {"subscribe", "publish"}) {
      String topic = "limited:control-" + what;
      String frame = "[\"1\",\"2\",\"pubsub\",\"%s\",{\"topic\":\"%s\",\"message\":1}]";
      assertThat(frames.answerTo(socket, frame.formatted(what, topic))).contains("\"ok\"");
      if (what.equals("subscribe")) {
        frames.answerTo(socket, frame.formatted("unsubscribe", topic));
      }

      assertThat(frames.answerTo(socket, frame.formatted(what, topic)))
          .contains("\"code\":\"RATE_LIMITED\"", "\"retry_after_ms\":3");
    }
    socket.abort();
  }

  @Test
  void aChannelOfATopic() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = open(server, frames);
    String join = "[\"1\",\"1\",\"limited:channel\",\"phx_join\",{}]";
    String push = "[\"1\",\"2\",\"limited:channel\",\"e\",{}]";
    assertThat(frames.answerTo(socket, join)).contains("\"ok\"");
    assertThat(frames.answerTo(socket, push)).contains("\"ok\"");

    assertThat(frames.answerTo(socket, push)).contains("RATE_LIMITED", "\"retry_after_ms\":3");
    assertThat(frames.answerTo(socket, join)).contains("RATE_LIMITED", "\"retry_after_ms\":3");
    socket.abort();
  }

  @Test
  void theCommandLine() {
    try (Program first = server.client("pub", "limited:cli", "hello");
        Program second = server.client("pub", "limited:cli", "hello")) {
      // Whichever comes first has the only token.
      assertThat(first.status() + second.status()).isEqualTo(1);
      assertThat(first.err() + second.err())
          .contains("the limit 'pubs' is reached: 1/1h for each topic; try again in 3")
          .contains("RATE_LIMITED");
    }
  }

  // ---- coming in

  @Test
  void whoComesInTooOften() throws Exception {
    try (RunningServer strict = limited("ins: connect 1/1h per=resource")) {
      WebSocket socket = open(strict, new Frames());
      assertThatThrownBy(() -> open(strict, new Frames()))
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class, e -> assertLimited(e.getResponse()));
      assertLimited(
          http.send(
              HttpRequest.newBuilder(URI.create(strict.url() + "/api/topics/a/events")).build(),
              BodyHandlers.ofString()));
      try (Program pub = strict.client("pub", "a", "hello")) {
        assertThat(pub.status()).isEqualTo(1);
        assertThat(pub.err()).contains("lets no more in now; try again later", "RATE_LIMITED");
      }
      socket.abort();
    }
  }

  // ---- changing

  @Test
  void aLimitIsPutShownAndRemoved() throws Exception {
    String rule = "{\"rule\":\"publish 1/1h topics=changing\"}";
    assertThat(call("PUT", "/api/limits/changing", rule).statusCode()).isEqualTo(200);
    String body = "{\"topic\":\"changing\",\"message\":1}";
    assertThat(call("POST", "/api/broadcast", body).statusCode()).isEqualTo(200);
    assertLimited(call("POST", "/api/broadcast", body));
    assertThat(call("GET", "/api/limits", "").body())
        .contains("\"enabled\":true", "\"name\":\"changing\"", "\"granted\":1,\"refused\":1");

    assertThat(call("DELETE", "/api/limits/changing", "").statusCode()).isEqualTo(200);
    assertThat(call("POST", "/api/broadcast", body).statusCode()).isEqualTo(200);
    assertThat(call("GET", "/api/limits/changing", "").statusCode()).isEqualTo(404);
    assertThat(call("PUT", "/api/limits/changing", "{}").statusCode()).isEqualTo(400);
  }
}
