package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.testkit.ManualTime;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays by HTTP. */
final class ReplaysApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ManualTime time = new ManualTime();
  private final RunningServer server =
      new RunningServer(time, "pubsub.history", "room:*=100", "replay.max", "50");

  @AfterEach
  void stop() {
    server.close();
  }

  private void past() {
    for (int i = 0; i < 3; i++) {
      server.bus().publish("room:1", i);
      time.advance(Duration.ofSeconds(1));
    }
  }

  private JsonNode begin(String body) throws Exception {
    HttpResponse<String> answer = server.post("/api/topics/room:1/replay", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return MAPPER.readTree(answer.body());
  }

  @Test
  void aReplayIsBegunAndLookedAtUntilItHasEnded() throws Exception {
    past();
    JsonNode begun = begin("{\"to\":\"copy\",\"since\":\"2030-01-01T00:00:01Z\"}");
    assertThat(begun.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "topic", "to", "speed", "total", "sent", "refused", "gap", "done", "timestamp");
    assertThat(begun.get("total").asInt()).isEqualTo(2);
    assertThat(begun.get("speed").asDouble()).isEqualTo(1);
    time.advance(Duration.ofMillis(2));
    String path = "/api/replays/" + begun.get("id").asText();
    assertThat(server.get(path).body()).contains("\"sent\":1,", "\"done\":false");
    time.advance(Duration.ofSeconds(2));

    assertThat(server.get("/api/buses/default" + path.substring(4)).body())
        .contains("\"sent\":2,", "\"done\":true");
    assertThat(server.get("/api/replays").body()).contains("\"count\":1");
    assertThat(server.bus().topics().find("copy").orElseThrow().messageCount()).isEqualTo(2);
  }

  @Test
  void aReplayIsCancelled() throws Exception {
    past();
    String id = begin("{\"to\":\"copy\",\"last\":3}").get("id").asText();
    HttpResponse<String> cancelled = server.send("DELETE", "/api/replays/" + id, "");

    assertThat(cancelled.statusCode()).isEqualTo(200);
    assertThat(cancelled.body()).contains("\"done\":true", "\"sent\":0");
  }

  @Test
  void onlySoManyGoOnAtATimeAndOnlySoManyAreRemembered() throws Exception {
    past();
    for (int i = 0; i < 16; i++) {
      begin("{\"to\":\"copy\",\"last\":3}");
    }
    HttpResponse<String> refused =
        server.post("/api/topics/room:1/replay", "{\"to\":\"copy\",\"last\":3}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("TOO_MANY_REPLAYS");
    time.advance(Duration.ofSeconds(5));
    for (int i = 0; i < 100; i++) {
      begin("{\"to\":\"copy\",\"from\":\"x\",\"speed\":0}");
      time.advance(Duration.ofMillis(5));
    }

    assertThat(server.get("/api/replays").body()).contains("\"count\":100");
    assertThat(server.get("/api/replays/1").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'last':3}                          | BAD_REQUEST",
        "{'to':'copy'}                       | BAD_REQUEST",
        "{'to':'copy','last':51}             | BAD_REQUEST",
        "{'to':'copy','last':1,'since':0}    | BAD_REQUEST",
        "{'to':'copy','since':'x'}           | BAD_REQUEST",
        "{'to':'copy','last':1,'speed':'x'}  | BAD_REQUEST",
        "{'to':'copy','last':1,'speed':-1}   | BAD_OPTION",
        "{'to':'room:1','last':1}            | BAD_OPTION",
        "{'to':'copy::1','last':1}           | BAD_TOPIC",
      },
      quoteCharacter = '#')
  void whatCannotBeIsRefused(String body, String code) throws Exception {
    past();
    HttpResponse<String> refused =
        server.post("/api/topics/room:1/replay", body.replace('\'', '"'));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
  }
}
