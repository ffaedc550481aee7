package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plugins answer beside the API: where it is served, and what is in nobody's way. */
class EndpointsTest {

  private static final CountDownLatch ENTERED = new CountDownLatch(1);
  private static final CountDownLatch RELEASED = new CountDownLatch(1);

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            Contributions.builder()
                .endpoint(Endpoint.of("GET", "/api/mine/{id}", "mine.read", EndpointsTest::bus))
                .endpoint(Endpoint.of("POST", "/api/mine/{id}", "mine.change", EndpointsTest::bus))
                .endpoint(Endpoint.of("GET", "/mine", "mine.page", EndpointsTest::bus))
                .endpoint(Endpoint.of("GET", "/slow", "mine.wait", EndpointsTest::hang))
                .build(),
            "pubsub.buses",
            "audit",
            "body.max",
            "2000",
            "io.threads",
            "1",
            "origins",
            "http://here");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static EndpointResponse bus(EndpointRequest request) {
    String text = request.session().name() + " " + request.variables().getOrDefault("id", "-");
    return EndpointResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static EndpointResponse hang(EndpointRequest request) {
    ENTERED.countDown();
    try {
      RELEASED.await();
      return bus(request);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void itIsServedForEachBusBelowTheApiAndOnceElsewhere() throws Exception {
    assertThat(server.get("/api/mine/7").body()).isEqualTo("default 7");
    assertThat(server.get("/api/buses/audit/mine/7").body()).isEqualTo("audit 7");
    assertThat(server.get("/mine").body()).isEqualTo("default -");
    assertThat(server.get("/api/buses/audit/mine").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/buses/nowhere/mine/7").statusCode()).isEqualTo(404);
  }

  @Test
  void theRulesOfTheTransportHold() throws Exception {
    HttpResponse<String> large = server.post("/api/mine/7", "x".repeat(2001));
    HttpResponse<String> foreign =
        server.send("POST", "/api/mine/7", "x", "Origin", "http://elsewhere");
    HttpResponse<String> plain = server.get("/mine");

    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(plain.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(plain.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void oneThatBlocksHoldsUpNoSocket() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.get("/slow");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    ENTERED.await();
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      assertThat(client.next()).contains("\"ok\"");
    }
    RELEASED.countDown();
    assertThat(slow.join().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/topics/{id}",
    "DELETE, /api/topics/mine",
    "POST, /api/broadcast",
    "GET, /api/topics/{topic}/events",
    "GET, /healthz/{which}",
    "GET, /api/buses",
    "PUT, /api/buses/{bus}/mine",
    "PUT, /api/{kind}/mine",
    "PUT, /{root}/mine",
    "PUT, /ws",
    "GET, /ws/websocket",
  })
  void whatTheTransportAnswersCannotBeHidden(String method, String path) {
    Endpoint hiding = Endpoint.of(method, path, "mine.hide", EndpointsTest::bus);

    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> new RunningServer(Contributions.builder().endpoint(hiding).build()).close());

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal).hasMessageContaining(hiding.toString());
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/topics/{id}/mine", "PUT, /api/topics", "GET, /wsx", "GET, /apis/{id}"})
  void whatIsBesideThemIsServed(String method, String path) throws Exception {
    Endpoint beside = Endpoint.of(method, path, "mine.add", EndpointsTest::bus);
    try (RunningServer other =
        new RunningServer(Contributions.builder().endpoint(beside).build())) {
      assertThat(other.send(method, path.replace("{id}", "7"), "").body()).startsWith("default");
    }
  }
}
