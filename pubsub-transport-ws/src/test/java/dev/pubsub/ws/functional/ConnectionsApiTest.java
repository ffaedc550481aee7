package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is connected, over HTTP. */
@Timeout(60)
final class ConnectionsApiTest {

  private static final String PATH = "/api/connections";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ManualTime time = new ManualTime();
  private final RunningServer server =
      new RunningServer(time, "pubsub.buses", "audit,events", "outbound.high", "1024");

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode get(String path) throws Exception {
    return RunningServer.json(server.get(path));
  }

  private List<String> ids(String path) throws Exception {
    return get(path).get("connections").findValuesAsText("id");
  }

  /** A client on the control channel, and the id that it was told. */
  private record Controlled(WebSocketClient client, String id) {}

  private Controlled controlled(String query) throws Exception {
    WebSocketClient client = server.connect(query);
    String greeting =
        client
            .send("{\"topic\":\"pubsub\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}")
            .next();
    return new Controlled(client, MAPPER.readTree(greeting).findValue("client_id").asText());
  }

  private static void subscribe(WebSocketClient client, String payload) throws Exception {
    client.send(
        "{\"topic\":\"pubsub\",\"event\":\"subscribe\",\"payload\":" + payload + ",\"ref\":\"2\"}");
    assertThat(client.next()).contains("\"ok\"");
  }

  @Test
  void aWebSocketIsShownWithItsSubscriptionsAndWhatBecameOfTheirSignals() throws Exception {
    Controlled one = controlled("");
    subscribe(one.client(), "{\"topic\":\"room:*\",\"selector\":\"message.priority:high\"}");
    subscribe(one.client(), "{\"topic\":\"news\"}");
    server.bus().publish("news", Map.of("n", 1));
    server.bus().publish("room:1", Map.of("n", 2));
    one.client().next();
    await().until(() -> get(PATH + "/" + one.id()).at("/subscriptions/0/filtered").asInt() == 1);

    JsonNode shown = get(PATH + "/" + one.id());

    assertThat(shown.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "transport",
            "bus",
            "principal",
            "remote_address",
            "remote_port",
            "connected_at",
            "unwritten_bytes",
            "waiting",
            "delivered",
            "dropped",
            "subscription_count",
            "subscriptions",
            "truncated");
    assertThat(shown.get("transport").asText()).isEqualTo("websocket");
    assertThat(shown.get("bus").asText()).isEqualTo("default");
    assertThat(shown.get("principal").asText()).isEqualTo("anonymous");
    assertThat(shown.get("remote_address").asText()).isEqualTo("127.0.0.1");
    assertThat(shown.get("remote_port").asInt()).isPositive();
    assertThat(shown.get("connected_at").asText()).isEqualTo(time.clock().instant().toString());
    assertThat(shown.get("delivered").asInt()).isEqualTo(1);
    assertThat(shown.get("dropped").asInt()).isZero();
    assertThat(shown.get("subscription_count").asInt()).isEqualTo(2);
    assertThat(shown.get("truncated").asBoolean()).isFalse();
    assertThat(shown.at("/subscriptions/1/id").asLong())
        .isGreaterThan(shown.at("/subscriptions/0/id").asLong());
    assertThat(shown.at("/subscriptions/1").toString())
        .endsWith(
            ",\"pattern\":\"news\",\"selector\":\"\",\"filter\":\"\",\"delivered\":1,"
                + "\"filtered\":0,\"dropped\":0,\"dropped_by_reason\":{}}");
    assertThat(shown.at("/subscriptions/0/pattern").asText()).isEqualTo("room:*");
    assertThat(shown.at("/subscriptions/0/selector").asText()).isEqualTo("message.priority:high");

    assertThat(get(PATH).get("count").asInt()).isEqualTo(1);
    assertThat(get(PATH).at("/connections/0").has("subscriptions")).isFalse();
    assertThat(get(PATH).at("/connections/0/id").asText()).isEqualTo(one.id());
    one.client().close();
    await().until(() -> get(PATH).get("count").asInt() == 0);
  }

  @Test
  void whoDoesNotReadShowsByWhatWaitsAndWhatWasDropped() throws Exception {
    try (RawClient deaf = new RawClient(server.port())) {
      deaf.upgrade("/ws?vsn=2.0.0&capacity=10");
      deaf.text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      assertThat(deaf.next().text()).contains("\"ok\"");
      String id = ids(PATH).get(0);

      // More than the buffers of a socket take.
      String much = "x".repeat(1 << 16);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                server.bus().publish("room:1", Map.of("text", much));
                return get(PATH + "/" + id).get("dropped").asInt() > 0;
              });

      JsonNode shown = get(PATH + "/" + id);
      assertThat(shown.get("unwritten_bytes").asLong()).isGreaterThan(1024);
      assertThat(shown.get("waiting").asInt()).isPositive();
      assertThat(shown.at("/subscriptions/0/dropped_by_reason").size()).isPositive();
    }
  }

  @Test
  void aClosedWebSocketIsToldAPolicyAndTheAuditHearsOfIt() throws Exception {
    RecordingSubscriber audit = new RecordingSubscriber();
    server.bus("audit").subscribe("audit_trail:admin_operations", audit);
    Controlled one = controlled("");

    JsonNode answer = RunningServer.json(server.send("DELETE", PATH + "/" + one.id(), ""));

    assertThat(answer.get("status").asText()).isEqualTo("closing");
    assertThat(answer.get("id").asText()).isEqualTo(one.id());
    assertThat(one.client().closeCode()).isEqualTo(1008);
    assertThat(audit.await(1, Duration.ofSeconds(20)))
        .first()
        .extracting(signal -> signal.payload())
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("user_id", "anonymous")
        .containsEntry("action", "close_connection")
        .containsEntry("bus", "default")
        .containsEntry("resource", one.id());
    await().until(() -> server.get(PATH + "/" + one.id()).statusCode() == 404);
    assertThat(get(PATH + "/" + one.id()).toString())
        .isEqualTo(
            "{\"error\":\"Connection not found\",\"id\":\""
                + one.id()
                + "\",\"code\":\"CONNECTION_NOT_FOUND\"}");
    assertThat(server.send("DELETE", PATH + "/" + one.id(), "").statusCode()).isEqualTo(404);
    assertThat(audit.signals()).hasSize(1);
  }

  @Test
  void aStreamOfEventsIsShownAndEndsWhenItIsClosed() throws Exception {
    try (Events events = new Events(server.port(), "/api/topics/room:1/events")) {
      assertThat(events.block()).isPresent();
      JsonNode shown = get(PATH).at("/connections/0");
      assertThat(shown.get("transport").asText()).isEqualTo("sse");
      assertThat(shown.get("subscription_count").asInt()).isEqualTo(1);

      server.send("DELETE", PATH + "/" + shown.get("id").asText(), "");

      Optional<String> block;
      do {
        block = events.block();
      } while (block.isPresent());
    }
    await().until(() -> get(PATH).get("count").asInt() == 0);
  }

  @Test
  void pagesFollowEachOtherInTheOrderOfTheIdsWhoeverGoesMeanwhile() throws Exception {
    List<Controlled> all = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      all.add(controlled(""));
    }

    List<String> first = ids(PATH + "?limit=2");
    Controlled gone =
        all.stream().filter(each -> each.id().equals(first.get(1))).findFirst().orElseThrow();
    gone.client().close();
    await().until(() -> get(PATH).get("count").asInt() == 3);
    List<String> rest = ids(PATH + "?limit=2&after=" + gone.id());

    List<String> seen = new ArrayList<>(first);
    seen.addAll(rest);
    assertThat(seen).containsExactlyElementsOf(all.stream().map(Controlled::id).sorted().toList());
    assertThat(ids(PATH + "?after=" + seen.get(3))).isEmpty();
    assertThat(server.get(PATH + "?limit=1001").statusCode()).isEqualTo(400);
  }

  @Test
  void eachBusHasItsOwn() throws Exception {
    Controlled elsewhere = controlled("?bus=events");
    String path = "/api/buses/events/connections";

    assertThat(ids(PATH)).isEmpty();
    assertThat(server.get(PATH + "/" + elsewhere.id()).statusCode()).isEqualTo(404);
    assertThat(server.send("DELETE", PATH + "/" + elsewhere.id(), "").statusCode()).isEqualTo(404);
    assertThat(ids(path)).containsExactly(elsewhere.id());
    assertThat(get(path + "/" + elsewhere.id()).get("bus").asText()).isEqualTo("events");
  }
}
