package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of clients and signals when a server is told to end. */
class TerminationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So long that nothing of it is over by itself. */
  private static final Map<String, String> LONG = Map.of("PUBSUB_DRAIN_TIME", "4m");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void packTheHoldingPlugin() throws IOException {
    HoldingJar.putInto(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void whatWasAcceptedIsDeliveredWhileReadinessIsGoneAndThenTheClientsAreLetGo(String signal)
      throws Exception {
    try (RunningServer server = new RunningServer(folder, LONG)) {
      List<Guest> guests = new ArrayList<>();
      for (int n = 0; n < 5; n++) {
        guests.add(new Guest(server.webSocket()).joined());
      }
      hold(server);
      publish(server, "room:1", "last words");

      server.program().signal(signal);
      await().atMost(PATIENCE).until(() -> status(server, "/healthz/ready") == 503);
      assertThat(guests).noneMatch(Guest::isClosed);
      assertThat(status(server, "/healthz/live")).isEqualTo(200);

      publish(server, "release", "now");
      for (Guest guest : guests) {
        assertThat(guest.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
        assertThat(guest.heard()).contains("last words");
      }
      assertThat(server.program().status()).isZero();
      assertThat(server.program().err())
          .contains("HoldingPlugin: let go", "Drained: everything that was accepted is delivered")
          .doesNotContain("ERROR", "CUT_SHORT");
      // Somebody else may be given it for a moment.
      await().atMost(PATIENCE).until(() -> FreePorts.isFree(Integer.parseInt(server.port())));
    }
  }

  @Test
  void aDrainThatDoesNotEndInItsTimeCountsWhatIsLost() throws Exception {
    try (RunningServer server = new RunningServer(folder, Map.of("PUBSUB_DRAIN_TIME", "1s"))) {
      hold(server);
      publish(server, "held", "one more");

      assertThat(server.program().told().status()).isEqualTo(1);
      assertThat(server.program().err())
          .contains("The time to drain is over: 2 deliveries that still waited are lost")
          .doesNotContain("let go");
    }
  }

  @Test
  void whoeverIsToldASecondTimeEndsAtOnce() throws Exception {
    try (RunningServer server = new RunningServer(folder, LONG)) {
      hold(server);
      server.program().told().saying("Told to end: draining");

      assertThat(server.program().told().status()).isEqualTo(1);
      assertThat(server.program().err()).contains("\nCUT_SHORT: told to end once more");
    }
  }

  private void hold(RunningServer server) throws Exception {
    publish(server, "held", "in flight");
    server.program().saying("HoldingPlugin: held");
  }

  private void publish(RunningServer server, String topic, String text) throws Exception {
    String body = "{\"topic\":\"%s\",\"message\":{\"text\":\"%s\"}}".formatted(topic, text);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/broadcast"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private int status(RunningServer server, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** A client of the JDK that listens to a room. */
  private final class Guest implements WebSocket.Listener {

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    Guest(URI uri) {
      WebSocket socket =
          http.newWebSocketBuilder().buildAsync(URI.create(uri + "?vsn=2.0.0"), this).join();
      socket.sendText("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]", true).join();
    }

    Guest joined() {
      await().atMost(PATIENCE).until(() -> heard().contains("\"ok\""));
      return this;
    }

    String heard() {
      return String.join("", heard);
    }

    boolean isClosed() {
      return closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
