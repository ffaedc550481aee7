package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a running server, over HTTP. */
final class SettingsApiTest {

  private static final String PATH = "/api/settings";

  private final RunningServer server =
      new RunningServer("pubsub.topics.max", "3", "pubsub.buses", "orders");

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> put(String key, String body) throws Exception {
    return server.send("PUT", PATH + "/" + key, body, "Content-Type", "application/json");
  }

  private JsonNode listed(String key) throws Exception {
    for (JsonNode each : RunningServer.json(server.get(PATH)).get("settings")) {
      if (each.get("key").asText().equals(key)) {
        return each;
      }
    }
    throw new AssertionError(key + " is not listed");
  }

  @Test
  void aSettingHoldsAsSoonAsItIsChanged() throws Exception {
    assertThat(listed("pubsub.topics.max").get("value").asText()).isEqualTo("3");
    assertThat(listed("pubsub.topics.max").get("origin").asText()).isEqualTo("code");

    JsonNode answer = RunningServer.json(put("pubsub.topics.max", "{\"value\":1}"));

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly("status", "key", "value", "origin", "description", "timestamp");
    assertThat(answer.get("status").asText()).isEqualTo("changed");
    assertThat(answer.get("origin").asText()).isEqualTo("live");
    assertThat(listed("pubsub.topics.max").get("value").asText()).isEqualTo("1");
    assertThat(server.post("/api/topics", "{\"name\":\"a\"}").statusCode()).isEqualTo(201);
    assertThat(server.post("/api/topics", "{\"name\":\"b\"}").body()).contains("TOO_MANY_TOPICS");
    assertThat(put("pubsub.topics.max", "{\"value\":\"2\"}").statusCode()).isEqualTo(200);
    assertThat(server.post("/api/topics", "{\"name\":\"b\"}").statusCode()).isEqualTo(201);
  }

  @Test
  void pagesOfAnotherOriginAreLetInAsSoonAsItIsNamed() throws Exception {
    String[] origin = {"Origin", "https://shop.example", "Content-Type", "application/json"};
    String topic = "{\"name\":\"a\"}";
    assertThat(server.send("POST", "/api/topics", topic, origin).statusCode()).isEqualTo(403);

    put("pubsub.plugin.ws.origins", "{\"value\":\"https://shop.example\"}");

    assertThat(server.send("POST", "/api/topics", topic, origin).statusCode()).isEqualTo(201);
    assertThat(put("pubsub.plugin.ws.origins", "{\"value\":\"shop example\"}").body())
        .contains("BAD_SETTINGS");
  }

  @Test
  void aBusHasItsOwn() throws Exception {
    String path = "/api/buses/orders/settings";
    assertThat(RunningServer.json(server.get(path)).get("count").asInt()).isZero();

    HttpResponse<String> answer =
        server.send(
            "PUT",
            path + "/pubsub.topics.max",
            "{\"value\":1}",
            "Content-Type",
            "application/json");

    assertThat(RunningServer.json(answer).get("key").asText())
        .isEqualTo("pubsub.bus.orders.topics.max");
    assertThat(RunningServer.json(server.get(path)).findValuesAsText("key"))
        .containsExactly("pubsub.bus.orders.topics.max");
    for (String topic : List.of("a", "b")) {
      String body = "{\"name\":\"" + topic + "\"}";
      assertThat(server.post("/api/topics", body).statusCode()).isEqualTo(201);
      assertThat(server.post("/api/buses/orders/topics", body).statusCode())
          .isEqualTo(topic.equals("a") ? 201 : 429);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pubsub.capacity, 409, RESTART_NEEDED",
    "pubsub.plugin.ws.port, 409, RESTART_NEEDED",
    "pubsub.topic.max, 404, SETTING_NOT_FOUND",
    "pubsub.trace.rate, 400, BAD_SETTINGS"
  })
  void whatCannotBeChangedIsRefused(String key, int status, String code) throws Exception {
    HttpResponse<String> answer = put(key, "{\"value\":\"-5\"}");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(RunningServer.json(answer).get("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"value\":null}", "{\"value\":[1]}", "{\"value\":{}}", "5"})
  void whatIsNoValueIsABadRequest(String body) throws Exception {
    assertThat(put("pubsub.trace.rate", body).statusCode()).isEqualTo(400);
  }

  @Test
  void nothingIsToldOfSettingsThatCannotBeChanged() throws Exception {
    assertThat(server.get(PATH).body()).doesNotContain("pubsub.plugin.ws.port");
    assertThat(server.get(PATH + "/pubsub.trace.rate").statusCode()).isEqualTo(405);
  }
}
