package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several buses behind one port. */
class BusesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer("pubsub.buses", "audit,alerts");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return MAPPER.readTree(response.body());
  }

  private static WebSocketClient joined(String query, String topic) throws Exception {
    WebSocketClient client = server.connect(query);
    client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
    assertThat(client.next()).contains("\"ok\"");
    return client;
  }

  @Test
  void theyAreListedWithTheDefaultFirst() throws Exception {
    server.bus("alerts").subscribe("fire", delivery -> {});
    server.bus("alerts").subscribe("fire", delivery -> {});
    server.bus("alerts").publish("fire", 1);

    JsonNode list = json(server.get("/api/buses"));

    assertThat(list.fieldNames()).toIterable().containsExactly("buses", "count", "timestamp");
    assertThat(list.get("count").asInt()).isEqualTo(3);
    assertThat(list.get("buses").findValuesAsText("name"))
        .containsExactly("default", "audit", "alerts");
    JsonNode alerts = list.at("/buses/2");
    assertThat(alerts.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "status",
            "topics",
            "subscriptions",
            "published",
            "delivered",
            "dropped",
            "rejected",
            "published_per_second",
            "delivered_per_second",
            "queue_depth_max");
    assertThat(alerts.get("status").asText()).isEqualTo("available");
    assertThat(alerts.get("topics").asInt()).isEqualTo(1);
    assertThat(alerts.get("subscriptions").asInt()).isEqualTo(2);
    assertThat(alerts.get("published").asInt()).isEqualTo(1);
  }

  @Test
  void eachHasAnApiOfItsOwn() throws Exception {
    HttpResponse<String> created = server.post("/api/buses/audit/topics", "{\"name\":\"trail\"}");

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(server.get("/api/buses/audit/topics/trail").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/buses/default/topics/trail").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/topics/trail").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/buses/audit/health").statusCode()).isEqualTo(200);
    assertThat(json(server.get("/api/buses/audit/stats")).at("/topics").findValuesAsText("name"))
        .contains("trail");
  }

  @Test
  void aSocketUsesTheBusItNames() throws Exception {
    try (WebSocketClient auditor = joined("?vsn=2.0.0&bus=audit", "room:1");
        WebSocketClient guest = joined("?vsn=2.0.0", "room:1")) {
      JsonNode sent =
          json(
              server.post(
                  "/api/buses/audit/broadcast", "{\"topic\":\"room:1\",\"message\":{\"a\":1}}"));
      assertThat(sent.get("delivered").asInt()).isEqualTo(1);
      server.post("/api/broadcast", "{\"topic\":\"room:1\",\"message\":{\"b\":2}}");

      assertThat(auditor.next()).contains("{\"a\":1}");
      assertThat(guest.next()).contains("{\"b\":2}");
    }
  }

  @Test
  void aBusThatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> response = server.get("/api/buses/ad%2Ft/topics");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("{\"error\":\"Bus not found\",\"bus\":\"ad/t\",\"code\":\"BUS_NOT_FOUND\"}");
  }
}
