package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the HTTP API, row by row. */
class HttpApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer("body.max", "2000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return MAPPER.readTree(response.body());
  }

  @Test
  void aTopicIsCreatedFoundListedAndDeleted() throws Exception {
    HttpResponse<String> created = server.post("/api/topics", "{\"name\":\"life:cycle\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(created).get("status").asText()).isEqualTo("created");
    assertThat(json(created).get("topic").asText()).isEqualTo("life:cycle");
    assertThat(Instant.parse(json(created).get("timestamp").asText())).isAfter(Instant.EPOCH);

    HttpResponse<String> found = server.get("/api/topics/life%3Acycle");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(json(found).fieldNames())
        .toIterable()
        .containsExactly("name", "created_at", "message_count", "subscriber_count");

    JsonNode list = json(server.get("/api/topics?after=life:cyckd&limit=1"));
    assertThat(list.get("topics").get(0).get("name").asText()).isEqualTo("life:cycle");
    assertThat(list.get("count").asInt()).isPositive();

    HttpResponse<String> deleted = server.send("DELETE", "/api/topics/life:cycle", "");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(json(deleted).get("status").asText()).isEqualTo("deleted");
    assertThat(server.get("/api/topics/life:cycle").statusCode()).isEqualTo(404);
  }

  @Test
  void aTopicThatExistsIsAConflict() throws Exception {
    server.post("/api/topics", "{\"name\":\"twice\"}");

    HttpResponse<String> again = server.post("/api/topics", "{\"name\":\"twice\"}");

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .isEqualTo(
            "{\"error\":\"Topic already exists\",\"topic\":\"twice\",\"code\":\"TOPIC_EXISTS\"}");
  }

  @Test
  void aTopicWithoutANameIsABadRequest() throws Exception {
    HttpResponse<String> response = server.post("/api/topics", "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"Missing required parameter\",\"required\":\"name\","
                + "\"code\":\"BAD_REQUEST\"}");
  }

  @Test
  void aBadNameIsToldWhatIsWrongWithIt() throws Exception {
    HttpResponse<String> response = server.post("/api/topics", "{\"name\":\"a::b\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("BAD_TOPIC");
    assertThat(json(response).get("error").asText()).contains("empty level");
  }

  @Test
  void aTopicThatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> response = server.send("DELETE", "/api/topics/no%2Fwhere", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"Topic not found\",\"topic\":\"no/where\",\"code\":\"TOPIC_NOT_FOUND\"}");
  }

  @Test
  void aNameWithAnythingInItIsReachedPercentEncoded() throws Exception {
    server.post("/api/topics", "{\"name\":\"a/b c:é\"}");

    assertThat(json(server.get("/api/topics/a%2Fb%20c%3A%C3%A9")).get("name").asText())
        .isEqualTo("a/b c:é");
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (String name : new String[] {"page:1", "page:2", "page:3"}) {
      server.post("/api/topics", "{\"name\":\"" + name + "\"}");
    }

    JsonNode first = json(server.get("/api/topics?after=page:0&limit=2"));
    JsonNode second = json(server.get("/api/topics?after=page%3A2&limit=1"));

    assertThat(first.get("topics").findValuesAsText("name")).containsExactly("page:1", "page:2");
    assertThat(second.get("topics").findValuesAsText("name")).containsExactly("page:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", ""})
  void aLimitOutOfRangeIsABadRequest(String limit) throws Exception {
    assertThat(server.get("/api/topics?limit=" + limit).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[1,2]", "\"text\"", "7", "true", "1.5"})
  void anyJsonButNullIsBroadcast(String message) throws Exception {
    HttpResponse<String> response =
        server.post("/api/broadcast", "{\"topic\":\"casts\",\"message\":" + message + "}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode sent = json(response);
    assertThat(sent.fieldNames())
        .toIterable()
        .containsExactly(
            "status", "topic", "message", "message_id", "delivered", "dropped", "timestamp");
    assertThat(sent.get("status").asText()).isEqualTo("sent");
    assertThat(sent.get("message")).isEqualTo(MAPPER.readTree(message));
  }

  @Test
  void aBroadcastReachesSubscribersInTheProcess() throws Exception {
    CompletableFuture<Object> received = new CompletableFuture<>();
    server.bus().subscribe("inside", delivery -> received.complete(delivery.signal().payload()));

    JsonNode sent =
        json(server.post("/api/broadcast", "{\"topic\":\"inside\",\"message\":{\"a\":1}}"));

    assertThat(sent.get("delivered").asInt()).isEqualTo(1);
    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aBroadcastSaysWhatAPublishOnTheControlChannelMay() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    server.bus().subscribe("said", received);

    server.post(
        "/api/broadcast",
        "{\"topic\":\"said\",\"message\":1,\"type\":\"t\",\"key\":\"k\",\"priority\":\"high\","
            + "\"ttl_ms\":1500}");

    Signal signal = received.await(1, Duration.ofSeconds(10)).get(0);
    assertThat(signal.type()).isEqualTo("t");
    assertThat(signal.key()).isEqualTo("k");
    assertThat(signal.priority()).isEqualTo(Priority.HIGH);
    assertThat(signal.expiresAtMillis() - signal.timeMillis()).isEqualTo(1500);
  }

  @Test
  void aBroadcastIsScheduledListedAndCalledOff() throws Exception {
    String body = "{\"topic\":\"later\",\"message\":1,\"delay_ms\":%d}";
    HttpResponse<String> answer = server.post("/api/broadcast", body.formatted(3_600_000));
    JsonNode scheduled = json(answer);
    server.post("/api/broadcast", body.formatted(3_500_000));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(scheduled.fieldNames())
        .toIterable()
        .containsExactly("status", "id", "topic", "due", "timestamp");
    assertThat(scheduled.get("status").asText()).isEqualTo("scheduled");
    Instant due = Instant.parse(scheduled.get("due").asText());
    assertThat(due).isBetween(Instant.now(), Instant.now().plusSeconds(3_600));
    JsonNode list = json(server.get("/api/scheduled"));
    assertThat(list.get("count").asInt()).isEqualTo(2);
    assertThat(list.get("scheduled").get(1).get("id")).isEqualTo(scheduled.get("id"));
    assertThat(json(server.get("/api/scheduled?limit=1")).get("scheduled")).hasSize(1);

    for (JsonNode each : list.get("scheduled")) {
      String path = "/api/scheduled/" + each.get("id").asText();
      JsonNode cancelled = json(server.send("DELETE", path, ""));
      assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
      assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(404);
    }
    assertThat(json(server.get("/api/scheduled")).get("count").asInt()).isZero();
  }

  @Test
  void whatWasScheduledIsPublished() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    server.bus().subscribe("soon", received);
    server.post("/api/broadcast", "{\"topic\":\"soon\",\"message\":1,\"delay_ms\":1}");

    assertThat(received.await(1, Duration.ofSeconds(10)).get(0).payload()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-1", "\"k-2\""})
  void aBroadcastThatIsTriedAgainWithItsKeyIsPublishedOnce(String key) throws Exception {
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", key};
    String body = "{\"topic\":\"once:" + key.length() + "\",\"message\":1}";
    JsonNode first = json(server.send("POST", "/api/broadcast", body, headers));
    JsonNode second = json(server.send("POST", "/api/broadcast", body, headers));
    String bare = key.replace("\"", "");
    JsonNode third =
        json(server.post("/api/broadcast", body.replace("}", ",\"dedup_id\":\"" + bare + "\"}")));

    assertThat(first.has("duplicate")).isFalse();
    assertThat(second.get("duplicate").asBoolean()).isTrue();
    assertThat(second.get("status").asText()).isEqualTo("sent");
    assertThat(second.get("message_id")).isEqualTo(first.get("message_id"));
    assertThat(third.get("message_id")).isEqualTo(first.get("message_id"));
    assertThat(server.bus().topics().find("once:" + key.length()).orElseThrow().messageCount())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"k,'\"dedup_id\":\"k\",'", "'\"\"',''"})
  void aKeyThatIsEmptyOrGivenTwiceIsABadRequest(String key, String field) throws Exception {
    HttpResponse<String> response =
        server.send(
            "POST",
            "/api/broadcast",
            "{" + field + "\"topic\":\"a\",\"message\":1}",
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            key);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo("BAD_REQUEST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"topic\":\"a\",\"message\":1,\"ttl_ms\":0} | BAD_OPTION",
        "{\"topic\":\"a\",\"message\":1,\"delay_ms\":0} | BAD_OPTION",
        "{\"topic\":\"a*\",\"message\":1,\"delay_ms\":9} | BAD_TOPIC",
        "{\"message\":1}                        | BAD_REQUEST",
        "{\"topic\":\"a\"}                      | BAD_REQUEST",
        "{\"topic\":\"a\",\"message\":null}     | BAD_REQUEST",
        "{\"topic\":5,\"message\":1}            | BAD_REQUEST",
        "{\"topic\":\"a*\",\"message\":1}       | BAD_TOPIC",
        "[1]                                    | BAD_REQUEST",
        "not json                               | BAD_REQUEST",
      })
  void aBroadcastThatCannotBeIsABadRequest(String body, String code) throws Exception {
    HttpResponse<String> response = server.post("/api/broadcast", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
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
    "PUT,    /api/settings/a,          404, NOT_FOUND",
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
    assertThat(json(response).get("code").asText()).isEqualTo(code);
    assertThat(json(response).get("error").asText()).isNotEmpty();
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
    assertThat(json(response).get("code").asText()).isEqualTo("TOO_LARGE");
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
    JsonNode health = json(response);
    assertThat(health.get("status").asText()).isEqualTo("healthy");
    assertThat(health.get("service").asText()).isEqualTo("pubsub-system");
    assertThat(health.at("/buses/0/name").asText()).isEqualTo("default");
    assertThat(health.at("/buses/0/status").asText()).isEqualTo("available");
    assertThat(health.get("uptime_seconds").asLong()).isNotNegative();
    assertThat(Instant.parse(health.get("timestamp").asText())).isAfter(Instant.EPOCH);
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

    JsonNode stats = json(server.get("/api/stats"));

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
    JsonNode stats = json(server.get("/api/stats"));

    assertThat(stats.at("/system").fieldNames())
        .toIterable()
        .containsExactly("uptime_seconds", "started_at", "timestamp", "status");
    assertThat(stats.at("/subscriptions").fieldNames())
        .toIterable()
        .containsExactly("total_count", "by_topic", "truncated");
    assertThat(stats.at("/messages").fieldNames())
        .toIterable()
        .containsExactly("published", "delivered", "dropped", "rejected", "rejected_by_code");
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
    assertThat(json(server.get("/api/health")).fieldNames())
        .toIterable()
        .containsExactly("status", "uptime_seconds", "timestamp", "service", "buses");
  }

  @Test
  void ofManySubscriptionsTheBusiestTopicsAreCounted() throws Exception {
    try (RunningServer busy = new RunningServer()) {
      for (int n = 0; n < 1001; n++) {
        busy.bus().subscribe("topic:" + n, delivery -> {});
      }
      busy.bus().subscribe("topic:1000", delivery -> {});

      JsonNode subscriptions = json(busy.get("/api/stats")).get("subscriptions");

      assertThat(subscriptions.get("total_count").asInt()).isEqualTo(1002);
      assertThat(subscriptions.get("truncated").asBoolean()).isTrue();
      assertThat(subscriptions.get("by_topic")).hasSize(1000);
      assertThat(subscriptions.get("by_topic").fieldNames())
          .toIterable()
          .startsWith("topic:1000", "topic:0", "topic:1", "topic:10");
    }
  }

  @Test
  void aFullSubscriptionThatMayLoseNothingAsksToComeBackLater() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server
        .bus()
        .subscribe(
            "full",
            SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT),
            delivery -> end.await());
    String body = "{\"topic\":\"full\",\"message\":1}";
    assertThat(server.post("/api/broadcast", body).statusCode()).isEqualTo(200);

    HttpResponse<String> refused = server.post("/api/broadcast", body);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(json(refused).get("code").asText()).isEqualTo("OVERLOADED");
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isPositive();
    end.countDown();
  }

  @Test
  void whereTopicsAreDeclaredABroadcastToAnotherIsNotFound() throws Exception {
    try (RunningServer strict = new RunningServer("pubsub.topics.mode", "declared")) {
      HttpResponse<String> response =
          strict.post("/api/broadcast", "{\"topic\":\"nowhere\",\"message\":1}");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body())
          .isEqualTo(
              "{\"error\":\"Topic not found\",\"topic\":\"nowhere\","
                  + "\"code\":\"TOPIC_NOT_FOUND\"}");
    }
  }
}
