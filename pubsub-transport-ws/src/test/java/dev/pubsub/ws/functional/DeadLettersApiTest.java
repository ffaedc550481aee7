package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.testkit.RecordingSubscriber;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters by HTTP. */
class DeadLettersApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunningServer server = new RunningServer("pubsub.buses", "audit");

  @AfterEach
  void stop() {
    server.close();
  }

  /** Dead letters 1, 2, ... one for each payload, of a subscription that is still open. */
  private Subscription rejecting(String pattern, String topic, Object... payloads)
      throws Exception {
    RecordingSubscriber seen = new RecordingSubscriber();
    Subscription subscription =
        server
            .bus()
            .subscribe(
                pattern,
                SubscribeOptions.DEFAULT.acknowledged(),
                delivery -> {
                  delivery.reject("it is poison");
                  seen.receive(delivery);
                });
    for (Object payload : payloads) {
      server.bus().publish(topic, payload);
    }
    seen.await(payloads.length, PATIENCE);
    return subscription;
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return MAPPER.readTree(response.body());
  }

  private static void expectError(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/dead-letters/redrive",
        "POST /api/dead-letters/1/redrive",
        "DELETE /api/dead-letters/1"
      })
  void aPageOfAnotherOriginChangesNothing(String call) throws Exception {
    rejecting("room:*", "room:1", "x");
    String[] words = call.split(" ");

    expectError(
        server.send(words[0], words[1], "", "Origin", "https://evil.example"), 403, "FORBIDDEN");
    expectError(server.send(words[0], words[1], "", "Origin", "null"), 403, "FORBIDDEN");
    assertThat(server.bus().deadLetters().find(1)).isPresent();
    assertThat(
            server
                .send(words[0], words[1], "", "Origin", "http://127.0.0.1:" + server.port())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theyAreListedWithAllThatIsKnownAndShownWithTheirMessage() throws Exception {
    rejecting("room:*", "room:1", "x", Map.of("text", "hello"));
    JsonNode list = json(server.get("/api/dead-letters?limit=1"));
    JsonNode first = list.get("dead_letters").get(0);

    assertThat(list.get("count").asInt()).isEqualTo(2);
    assertThat(list.get("forgotten").asInt()).isZero();
    assertThat(list.get("dead_letters")).hasSize(1);
    assertThat(first.get("id").asLong()).isEqualTo(2);
    assertThat(first.get("topic").asText()).isEqualTo("room:1");
    assertThat(first.get("pattern").asText()).isEqualTo("room:*");
    assertThat(first.get("reason").asText()).isEqualTo("REJECTED");
    assertThat(first.get("description").asText()).isEqualTo("it is poison");
    assertThat(first.get("attempts").asInt()).isEqualTo(1);
    assertThat(Instant.parse(first.get("set_aside_at").asText()))
        .isAfterOrEqualTo(Instant.parse(first.get("published_at").asText()));
    assertThat(first.has("message")).isFalse();
    assertThat(json(server.get("/api/dead-letters/2")).get("message").get("text").asText())
        .isEqualTo("hello");
    assertThat(json(server.get("/api/dead-letters?after=2")).get("dead_letters")).hasSize(1);
    assertThat(json(server.get("/api/dead-letters?topic=other")).get("dead_letters")).isEmpty();
    assertThat(json(server.get("/api/buses/audit/dead-letters")).get("count").asInt()).isZero();
  }

  @Test
  void aMessageThatHasNoJsonIsNamedByItsType() throws Exception {
    Object[] itself = new Object[1];
    itself[0] = itself;
    rejecting("a", "a", (Object) itself);

    assertThat(json(server.get("/api/dead-letters/1")).get("message").asText())
        .isEqualTo("(a Object[], which has no JSON)");
  }

  @Test
  void oneIsRedrivenToWhoItWasFor() throws Exception {
    rejecting("a", "a", "x").close();
    expectError(server.send("POST", "/api/dead-letters/1/redrive", ""), 409, "NOBODY_SUBSCRIBED");
    RecordingSubscriber healed = new RecordingSubscriber();
    server.bus().subscribe("a", healed);

    HttpResponse<String> redriven = server.send("POST", "/api/dead-letters/1/redrive", "");
    assertThat(redriven.statusCode()).isEqualTo(200);
    assertThat(json(redriven).get("status").asText()).isEqualTo("redriven");
    assertThat(json(redriven).get("delivered").asInt()).isEqualTo(1);
    healed.await(1, PATIENCE);
    expectError(
        server.send("POST", "/api/dead-letters/1/redrive", ""), 404, "DEAD_LETTER_NOT_FOUND");
  }

  @Test
  void allOfATopicAreRedrivenAndThoseThatHaveNobodyAreKept() throws Exception {
    rejecting("a", "a", "x", "y").close();
    rejecting("b", "b", "z").close();
    RecordingSubscriber healed = new RecordingSubscriber();
    server.bus().subscribe("a", healed);

    JsonNode none = json(server.send("POST", "/api/dead-letters/redrive?topic=b", ""));
    assertThat(none.get("redriven").asInt()).isZero();
    JsonNode both = json(server.send("POST", "/api/dead-letters/redrive", ""));
    assertThat(both.get("redriven").asInt()).isEqualTo(2);
    assertThat(both.get("count").asInt()).isEqualTo(1);
    healed.await(2, PATIENCE);
    assertThat(healed.payloads()).containsExactly("x", "y");
  }

  @Test
  void theyArePurged() throws Exception {
    rejecting("a", "a", "x", "y", "z");

    JsonNode purged = json(server.send("DELETE", "/api/dead-letters/2", ""));
    assertThat(purged.get("count").asInt()).isEqualTo(2);
    expectError(server.send("DELETE", "/api/dead-letters/2", ""), 404, "DEAD_LETTER_NOT_FOUND");
    assertThat(json(server.send("DELETE", "/api/dead-letters?topic=b", "")).get("purged").asInt())
        .isZero();
    assertThat(json(server.send("DELETE", "/api/dead-letters", "")).get("purged").asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "99", "x", "%20", "99999999999999999999"})
  void anIdThatIsNoneIsNotFound(String id) throws Exception {
    expectError(server.get("/api/dead-letters/" + id), 404, "DEAD_LETTER_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "after=-1", "after=x"})
  void aPageThatCannotBeIsRefused(String query) throws Exception {
    expectError(server.get("/api/dead-letters?" + query), 400, "BAD_REQUEST");
  }

  @Test
  void aPatternThatCannotBeReadIsRefused() throws Exception {
    expectError(server.get("/api/dead-letters?topic=a**"), 400, "BAD_PATTERN");
  }
}
