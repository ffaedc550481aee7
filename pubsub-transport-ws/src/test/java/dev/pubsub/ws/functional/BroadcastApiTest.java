package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Headers;
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

/** What is published over HTTP, at once or later. */
class BroadcastApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}", "[1,2]", "\"text\"", "7", "true", "1.5"})
  void anyJsonButNullIsBroadcast(String message) throws Exception {
    HttpResponse<String> response =
        server.post("/api/broadcast", "{\"topic\":\"casts\",\"message\":" + message + "}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode sent = RunningServer.json(response);
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
        RunningServer.json(
            server.post("/api/broadcast", "{\"topic\":\"inside\",\"message\":{\"a\":1}}"));

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
    JsonNode scheduled = RunningServer.json(answer);
    server.post("/api/broadcast", body.formatted(3_500_000));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(scheduled.fieldNames())
        .toIterable()
        .containsExactly("status", "id", "topic", "due", "timestamp");
    assertThat(scheduled.get("status").asText()).isEqualTo("scheduled");
    Instant due = Instant.parse(scheduled.get("due").asText());
    assertThat(due).isBetween(Instant.now(), Instant.now().plusSeconds(3_600));
    JsonNode list = RunningServer.json(server.get("/api/scheduled"));
    assertThat(list.get("count").asInt()).isEqualTo(2);
    assertThat(list.get("scheduled").get(1).get("id")).isEqualTo(scheduled.get("id"));
    assertThat(RunningServer.json(server.get("/api/scheduled?limit=1")).get("scheduled"))
        .hasSize(1);

    for (JsonNode each : list.get("scheduled")) {
      String path = "/api/scheduled/" + each.get("id").asText();
      JsonNode cancelled = RunningServer.json(server.send("DELETE", path, ""));
      assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
      assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(404);
    }
    assertThat(RunningServer.json(server.get("/api/scheduled")).get("count").asInt()).isZero();
  }

  @Test
  void whatWasScheduledIsPublished() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    server.bus().subscribe("soon", received);
    server.post("/api/broadcast", "{\"topic\":\"soon\",\"message\":1,\"delay_ms\":1}");

    assertThat(received.await(1, Duration.ofSeconds(10)).get(0).payload()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"topic\":\"traced\",\"message\":1}",
        "{\"messages\":[{\"topic\":\"traced\",\"event\":\"e\",\"payload\":1}]}"
      })
  void theTraceOfARequestReachesSubscribers(String body) throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    try (Subscription unused = server.bus().subscribe("traced", received)) {
      String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      server.send(
          "POST",
          "/api/broadcast",
          body,
          "Content-Type",
          "application/json",
          "TraceParent",
          parent,
          "TraceState",
          "vendor=1");

      assertThat(received.await(1, Duration.ofSeconds(10)).get(0).headers())
          .isEqualTo(Headers.of("traceparent", parent).with("tracestate", "vendor=1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-1", "\"k-2\""})
  void aBroadcastThatIsTriedAgainWithItsKeyIsPublishedOnce(String key) throws Exception {
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", key};
    String body = "{\"topic\":\"once:" + key.length() + "\",\"message\":1}";
    JsonNode first = RunningServer.json(server.send("POST", "/api/broadcast", body, headers));
    JsonNode second = RunningServer.json(server.send("POST", "/api/broadcast", body, headers));
    String bare = key.replace("\"", "");
    JsonNode third =
        RunningServer.json(
            server.post("/api/broadcast", body.replace("}", ",\"dedup_id\":\"" + bare + "\"}")));

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
    assertThat(RunningServer.json(response).get("code").asText()).isEqualTo("BAD_REQUEST");
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
    assertThat(RunningServer.json(response).get("code").asText()).isEqualTo(code);
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
    assertThat(RunningServer.json(refused).get("code").asText()).isEqualTo("OVERLOADED");
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
