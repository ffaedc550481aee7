package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for all of the HTTP API, health and statistics. */
class HttpApiTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer("body.max", "2000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /,                        404, NOT_FOUND",
    "GET,    /nothing,                 404, NOT_FOUND",
    "GET,    /api,                     404, NOT_FOUND",
    "GET,    /api/topics/,             404, NOT_FOUND",
    "POST,   /api/topics/a/events,     405, METHOD_NOT_ALLOWED",
    "GET,    /api/topics/a/history,    404, TOPIC_NOT_FOUND",
    "GET,    /metrics,                 404, NOT_FOUND",
    "GET,    /dashboard,               404, NOT_FOUND",
    "GET,    /api/openapi.json,        404, NOT_FOUND",
    "GET,    /api/buses/other/topics,  404, BUS_NOT_FOUND",
    "GET,    /api/buses/default,       404, NOT_FOUND",
    "GET,    /api/buses/default/,      404, NOT_FOUND",
    "GET,    /api/buses/default/buses, 404, NOT_FOUND",
    "GET,    /api/buses/%FF/topics,    400, BAD_REQUEST",
    "POST,   /api/buses,               405, METHOD_NOT_ALLOWED",
    "PUT,    /api/buses/default/stats, 405, METHOD_NOT_ALLOWED",
    "PUT,    /api/settings/a,          415, UNSUPPORTED_MEDIA_TYPE",
    "DELETE, /api/settings/a,          405, METHOD_NOT_ALLOWED",
    "GET,    /api/buses/nowhere/settings, 404, BUS_NOT_FOUND",
    "GET,    /api/connections/a,       404, CONNECTION_NOT_FOUND",
    "POST,   /api/connections,         405, METHOD_NOT_ALLOWED",
    "GET,    /ws/longpoll,             404, NOT_FOUND",
    "PUT,    /api/topics,              405, METHOD_NOT_ALLOWED",
    "POST,   /api/health,              405, METHOD_NOT_ALLOWED",
    "GET,    /api/broadcast,           405, METHOD_NOT_ALLOWED",
    "GET,    /api/scheduled?limit=0,   400, BAD_REQUEST",
    "DELETE, /api/scheduled/x,         404, NOT_FOUND",
    "POST,   /api/scheduled,           405, METHOD_NOT_ALLOWED",
    "GET,    /api/topics/%FF,          400, BAD_REQUEST",
    "GET,    /api/topics?after=%FF,    400, BAD_REQUEST",
    "POST,   /api/topics,              415, UNSUPPORTED_MEDIA_TYPE"
  })
  void whatIsNotThereIsRefusedWithACode(String method, String path, int status, String code)
      throws Exception {
    HttpResponse<String> response = server.send(method, path, "");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(RunningServer.json(response).get("code").asText()).isEqualTo(code);
    assertThat(RunningServer.json(response).get("error").asText()).isNotEmpty();
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() throws Exception {
    assertThat(server.send("PUT", "/api/topics", "").headers().firstValue("Allow"))
        .contains("POST, GET");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    String body = "{\"topic\":\"a\",\"message\":\"" + "x".repeat(3000) + "\"}";

    HttpResponse<String> response = server.post("/api/broadcast", body);

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(RunningServer.json(response).get("code").asText()).isEqualTo("TOO_LARGE");
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    HttpResponse<String> response =
        server.send("POST", "/api/topics", "{\"name\":\"x\"}", "Content-Type", "text/plain");

    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void aCharsetBesideTheContentTypeIsFine() throws Exception {
    HttpResponse<String> response =
        server.send(
            "POST",
            "/api/topics",
            "{\"name\":\"charset\"}",
            "Content-Type",
            "application/json; charset=utf-8");

    assertThat(response.statusCode()).isEqualTo(201);
  }

  @Test
  void healthIsHealthy() throws Exception {
    HttpResponse<String> response = server.get("/api/health");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode health = RunningServer.json(response);
    assertThat(health.get("status").asText()).isEqualTo("healthy");
    assertThat(health.get("service").asText()).isEqualTo("pubsub-system");
    assertThat(health.at("/buses/0/name").asText()).isEqualTo("default");
    assertThat(health.at("/buses/0/status").asText()).isEqualTo("available");
    assertThat(health.get("uptime_seconds").asLong()).isNotNegative();
    assertThat(Instant.parse(health.get("timestamp").asText())).isAfter(Instant.EPOCH);
  }

  @Test
  void whatAPluginSaysOfItsPartsIsPartOfTheHealth() throws Exception {
    Contributions parts =
        Contributions.builder()
            .healthCheck(HealthCheck.of("feed", () -> Health.degraded("few")).needing("disk"))
            .healthCheck(HealthCheck.of("disk", () -> Health.down("full")))
            .healthCheck(HealthCheck.of("well", () -> Health.UP))
            .build();
    try (RunningServer degraded = new RunningServer(parts)) {
      HttpResponse<String> response = degraded.get("/api/health");

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode health = RunningServer.json(response);
      assertThat(health.get("status").asText()).isEqualTo("degraded");
      assertThat(health.get("components").toString())
          .isEqualTo(
              "[{\"name\":\"feed\",\"status\":\"degraded\",\"detail\":\"few\","
                  + "\"because\":\"disk\"},"
                  + "{\"name\":\"disk\",\"status\":\"down\",\"detail\":\"full\"},"
                  + "{\"name\":\"well\",\"status\":\"up\",\"detail\":\"\"}]");
      assertThat(degraded.get("/healthz/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withAVitalPartDownItIsNeitherReadyNorHealthyButLives() throws Exception {
    Contributions part =
        Contributions.builder()
            .healthCheck(HealthCheck.of("disk", () -> Health.down("full")).asVital())
            .build();
    try (RunningServer broken = new RunningServer(part)) {
      assertThat(broken.get("/api/health").statusCode()).isEqualTo(503);
      assertThat(RunningServer.json(broken.get("/api/health")).get("status").asText())
          .isEqualTo("unhealthy");
      assertThat(broken.get("/healthz/ready").statusCode()).isEqualTo(503);
      assertThat(broken.get("/healthz/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void liveAndReadyAnswer() throws Exception {
    assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
    assertThat(server.get("/healthz/ready").statusCode()).isEqualTo(200);
    assertThat(server.send("HEAD", "/healthz/ready", "").statusCode()).isEqualTo(200);
  }

  @Test
  void whileDrainingItLivesButIsNeitherReadyNorHealthy() throws Exception {
    try (RunningServer draining = new RunningServer()) {
      draining.drain(Duration.ofMillis(10));

      assertThat(draining.get("/healthz/live").statusCode()).isEqualTo(200);
      assertThat(draining.get("/healthz/ready").statusCode()).isEqualTo(503);
      assertThat(draining.get("/api/health").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void statsCountWhatHappened() throws Exception {
    server.bus().subscribe("counted:*", delivery -> {});
    server.post("/api/broadcast", "{\"topic\":\"counted:1\",\"message\":1}");

    JsonNode stats = RunningServer.json(server.get("/api/stats"));

    assertThat(stats.fieldNames())
        .toIterable()
        .containsExactly(
            "system", "topics", "subscriptions", "messages", "performance", "processes");
    assertThat(stats.at("/system/uptime_seconds").isNumber()).isTrue();
    assertThat(Instant.parse(stats.at("/system/started_at").asText())).isAfter(Instant.EPOCH);
    assertThat(stats.at("/topics/total_count").asInt()).isPositive();
    assertThat(stats.at("/topics/details").findValuesAsText("name")).contains("counted:1");
    assertThat(stats.at("/subscriptions/total_count").asInt()).isPositive();
    assertThat(stats.at("/subscriptions/by_topic").get("counted:*").asInt()).isEqualTo(1);
    assertThat(stats.at("/messages/published").asLong()).isPositive();
    assertThat(stats.at("/system/status").asText()).isEqualTo("available");
    assertThat(stats.at("/messages/rejected").isNumber()).isTrue();
    assertThat(stats.at("/performance/published_per_second").isNumber()).isTrue();
    assertThat(stats.at("/performance/processing_ms_p99").isNumber()).isTrue();
    assertThat(stats.at("/performance/response_ms_p99").asDouble()).isPositive();
    assertThat(stats.at("/performance/queue_depth_max").isNumber()).isTrue();
    assertThat(stats.at("/processes/total_processes").asInt()).isPositive();
    assertThat(stats.at("/processes/memory_usage").asLong()).isPositive();
    assertThat(stats.at("/processes/schedulers").asInt()).isPositive();
  }

  @Test
  void theFieldsOfAnAnswerStandInOneOrder() throws Exception {
    JsonNode stats = RunningServer.json(server.get("/api/stats"));

    assertThat(stats.at("/system").fieldNames())
        .toIterable()
        .containsExactly("uptime_seconds", "started_at", "timestamp", "status");
    assertThat(stats.at("/subscriptions").fieldNames())
        .toIterable()
        .containsExactly("total_count", "by_topic", "truncated");
    assertThat(stats.at("/messages").fieldNames())
        .toIterable()
        .containsExactly(
            "published",
            "delivered",
            "dropped",
            "dropped_by_reason",
            "rejected",
            "rejected_by_code");
    assertThat(stats.at("/performance").fieldNames())
        .toIterable()
        .containsExactly(
            "queue_depth_max",
            "queue_depth_p99",
            "published_per_second",
            "delivered_per_second",
            "processing_ms_p50",
            "processing_ms_p99",
            "response_ms_p50",
            "response_ms_p99");
    assertThat(stats.at("/processes").fieldNames())
        .toIterable()
        .containsExactly("total_processes", "memory_usage", "schedulers");
    assertThat(RunningServer.json(server.get("/api/health")).fieldNames())
        .toIterable()
        .containsExactly("status", "uptime_seconds", "timestamp", "service", "buses", "components");
  }

  @Test
  void ofManySubscriptionsTheBusiestTopicsAreCounted() throws Exception {
    try (RunningServer busy = new RunningServer()) {
      for (int n = 0; n < 1001; n++) {
        busy.bus().subscribe("topic:" + n, delivery -> {});
      }
      busy.bus().subscribe("topic:1000", delivery -> {});

      JsonNode subscriptions = RunningServer.json(busy.get("/api/stats")).get("subscriptions");

      assertThat(subscriptions.get("total_count").asInt()).isEqualTo(1002);
      assertThat(subscriptions.get("truncated").asBoolean()).isTrue();
      assertThat(subscriptions.get("by_topic")).hasSize(1000);
      assertThat(subscriptions.get("by_topic").fieldNames())
          .toIterable()
          .startsWith("topic:1000", "topic:0", "topic:1", "topic:10");
    }
  }
}
