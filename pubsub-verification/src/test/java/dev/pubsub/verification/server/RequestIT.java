package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The questions of the documentation, answered by a client of the control channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestIT {

  private final HttpClient http = HttpClient.newHttpClient();
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    server = new RunningServer();
    Goldsmith goldsmith = new Goldsmith();
    WebSocket socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(server.webSocket() + "/websocket?vsn=2.0.0"), goldsmith)
            .join();
    socket.sendText("[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]", true).join();
    socket
        .sendText("[\"1\",\"2\",\"pubsub\",\"subscribe\",{\"topic\":\"price:gold\"}]", true)
        .join();
    goldsmith.subscribed.get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Tells the price to whoever asks. */
  private static final class Goldsmith implements WebSocket.Listener {

    private static final Pattern QUESTION =
        Pattern.compile("\"reply_to\":\"([^\"]*)\",\"correlation\":\"([^\"]*)\"");

    final CompletableFuture<Void> subscribed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      Matcher question = QUESTION.matcher(text);
      if (question.find()) {
        String reply =
            "[\"1\",\"3\",\"pubsub\",\"publish\",{\"topic\":\"%s\",\"message\":{\"price\":2051.30},"
                    .formatted(question.group(1))
                + "\"headers\":{\"correlation\":\"%s\"}}]".formatted(question.group(2));
        var unused = socket.sendText(reply, true);
      } else if (text.toString().contains("\"subscribed\"")) {
        subscribed.complete(null);
      }
      socket.request(1);
      return null;
    }
  }

  @Test
  void theCommandPrintsTheReply() {
    try (Program request =
            server.client("request", "price:gold", "now", "--timeout", "20s", "--header", "a=b");
        Program json = server.client("request", "price:gold", "now", "--json")) {
      assertThat(request.status()).as(request.err()).isZero();
      assertThat(request.out()).isEqualTo("{\"price\":2051.3}\n");
      assertThat(json.status()).as(json.err()).isZero();
      assertThat(json.out())
          .startsWith(
              "{\"status\":\"replied\",\"topic\":\"price:gold\",\"reply\":{\"price\":2051.3}")
          .hasLineCount(1);
    }
  }

  @Test
  void theApiAnswersWithTheReply() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/request"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"topic\":\"price:gold\",\"message\":\"now\",\"timeout_ms\":20000}"))
            .build();

    assertThat(http.send(request, BodyHandlers.ofString()).body())
        .contains("\"status\":\"replied\"", "\"reply\":{\"price\":2051.3}");
  }
}
