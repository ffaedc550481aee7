package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.PublishOptions;
import dev.pubsub.testkit.ManualTime;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The past by HTTP. */
final class HistoryApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ManualTime time = new ManualTime();
  private final RunningServer server =
      new RunningServer(
          time,
          "pubsub.history",
          "room:*=1000 1h",
          "pubsub.topics.idle",
          "0s",
          "replay.max",
          "500");

  @AfterEach
  void stop() {
    server.close();
  }

  private void publish(int from, int to) {
    for (int n = from; n < to; n++) {
      server.bus().publish("room:" + n % 2, Map.of("n", n), PublishOptions.ofType("number"));
      time.advance(Duration.ofSeconds(1));
    }
  }

  private JsonNode get(String query) throws Exception {
    HttpResponse<String> answer = server.get("/api/topics/" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static List<Integer> numbers(JsonNode answer) {
    List<Integer> numbers = new ArrayList<>();
    answer.get("messages").forEach(each -> numbers.add(each.get("message").get("n").asInt()));
    return numbers;
  }

  @Test
  void theNewestMessagesOfATopicAreShown() throws Exception {
    publish(0, 10);
    JsonNode answer = get("room:1/history?limit=3");

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly("topic", "messages", "count", "position", "gap", "timestamp");
    assertThat(answer.get("topic").asText()).isEqualTo("room:1");
    assertThat(numbers(answer)).containsExactly(5, 7, 9);
    assertThat(answer.get("count").asInt()).isEqualTo(3);
    assertThat(answer.get("gap").asBoolean()).isFalse();
    JsonNode last = answer.get("messages").get(2);
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly("id", "topic", "type", "message", "ts", "position");
    assertThat(last.get("type").asText()).isEqualTo("number");
    assertThat(last.get("ts").asText()).isEqualTo("2030-01-01T00:00:09Z");
    assertThat(answer.get("position")).isEqualTo(last.get("position"));
  }

  @Test
  void aReaderGoesOnPageByPageOverAPattern() throws Exception {
    publish(0, 10);
    JsonNode first = get("room:*/history?limit=4&since=2030-01-01T00:00:01Z");
    JsonNode second = get("room:*/history?after=" + first.get("position").asText());
    JsonNode third = get("room:*/history?after=" + second.get("position").asText());

    assertThat(numbers(first)).containsExactly(1, 2, 3, 4);
    assertThat(first.get("gap").asBoolean()).isFalse();
    assertThat(numbers(second)).containsExactly(5, 6, 7, 8, 9);
    assertThat(numbers(third)).isEmpty();
    assertThat(third.get("position")).isEqualTo(second.get("position"));
  }

  @Test
  void whatIsGoneIsAGap() throws Exception {
    publish(0, 2);
    String position = get("room:1/history").get("position").asText();
    publish(2, 4);
    time.advance(Duration.ofHours(2));

    assertThat(get("room:1/history?after=" + position).get("gap").asBoolean()).isTrue();
    assertThat(get("room:1/history?since=1893456000000").get("gap").asBoolean()).isTrue();
    assertThat(get("room:1/history?after=nonsense").get("gap").asBoolean()).isTrue();
    assertThat(get("room:1/history").get("gap").asBoolean()).isFalse();
  }

  @Test
  void aPageEndsBehindAMebibyteAndTellsWhereToGoOn() throws Exception {
    for (int n = 0; n < 5; n++) {
      server.bus().publish("room:1", Map.of("n", n, "text", "x".repeat(400_000)));
    }
    JsonNode first = get("room:1/history");
    JsonNode second = get("room:1/history?after=" + first.get("position").asText());

    assertThat(numbers(first)).containsExactly(0, 1, 2);
    assertThat(numbers(second)).containsExactly(3, 4);
  }

  @Test
  void payloadsAreShownAsTheyWerePublished() throws Exception {
    server.bus().publish("room:1", new byte[] {1, 2});
    server.bus().publish("room:1", "text");
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    server.bus().publish("room:1", endless);
    JsonNode messages = get("room:1/history").get("messages");

    assertThat(messages.get(0).get("message").toString()).isEqualTo("{\"base64\":\"AQI=\"}");
    assertThat(messages.get(1).get("message").asText()).isEqualTo("text");
    assertThat(messages.get(2).get("message").isNull()).isTrue();
  }

  @Test
  void aTopicWithoutHistoryHasNoMessagesAndNoPosition() throws Exception {
    server.bus().publish("plain", 1);
    JsonNode answer = get("plain/history");

    assertThat(answer.get("count").asInt()).isZero();
    assertThat(answer.get("position").isNull()).isTrue();
  }

  @Test
  void eachBusHasAHistory() throws Exception {
    publish(0, 2);

    assertThat(server.get("/api/buses/default/topics/room:1/history").body())
        .contains("\"count\":1");
    assertThat(server.get("/api/buses/other/topics/room:1/history").statusCode()).isEqualTo(404);
  }

  @Test
  void aTopicThatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> answer = server.get("/api/topics/room:7/history");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"TOPIC_NOT_FOUND\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=x",
        "limit=",
        "since=yesterday",
        "since=",
        "since=0&after=x"
      })
  void aQueryThatCannotBeIsRefused(String query) throws Exception {
    server.bus().publish("room:1", 1);
    HttpResponse<String> answer = server.get("/api/topics/room:1/history?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"BAD_REQUEST\"");
  }
}
