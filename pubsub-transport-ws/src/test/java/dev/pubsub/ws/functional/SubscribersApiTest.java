package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a topic reaches, over HTTP. */
@Timeout(60)
final class SubscribersApiTest {

  private static final String PATH = "/api/topics/room%3A1/subscribers";

  private final RunningServer server = new RunningServer("pubsub.buses", "events");

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode get(String path) throws Exception {
    return RunningServer.json(server.get(path));
  }

  @Test
  void subscriptionsOfTheProgramAndOfClientsAreShown() throws Exception {
    Subscription own =
        server
            .bus()
            .as(new Principal("ann"))
            .subscribe("room:*", SubscribeOptions.DEFAULT.inGroup("g"), delivery -> {});
    server.bus().subscribe("other", delivery -> {});
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      assertThat(client.next()).contains("\"ok\"");
      server.bus().publish("room:1", Map.of("n", 1));
      client.next();
      await().until(() -> get(PATH).at("/subscribers/1/delivered").asInt() == 1);
      await().until(() -> own.stats().delivered() == 1);

      JsonNode answer = get(PATH);

      assertThat(answer.fieldNames())
          .toIterable()
          .containsExactly("topic", "subscribers", "count", "nodes", "timestamp");
      assertThat(answer.get("topic").asText()).isEqualTo("room:1");
      assertThat(answer.get("count").asInt()).isEqualTo(2);
      assertThat(answer.get("nodes").elements().next().asInt()).isEqualTo(2);
      assertThat(answer.at("/subscribers/0").toString())
          .isEqualTo(
              "{\"id\":"
                  + own.id()
                  + ",\"pattern\":\"room:*\",\"selector\":\"\",\"filter\":\"\",\"group\":\"g\","
                  + "\"principal\":\"ann\",\"acknowledges\":false,\"quarantined\":false,"
                  + "\"waiting\":0,\"delivered\":1,\"filtered\":0,\"dropped\":0,"
                  + "\"dropped_by_reason\":{}}");
      assertThat(answer.at("/subscribers/1/principal").asText()).isEqualTo("anonymous");
      String connection = answer.at("/subscribers/1/connection").asText();
      assertThat(get("/api/connections/" + connection).at("/subscriptions/0/id"))
          .isEqualTo(answer.at("/subscribers/1/id"));
    }
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (int n = 0; n < 3; n++) {
      server.bus("events").subscribe("room:1", delivery -> {});
    }
    String path = "/api/buses/events" + PATH.substring("/api".length());

    JsonNode first = get(path + "?limit=2");
    JsonNode rest = get(path + "?limit=2&after=" + first.at("/subscribers/1/id").asLong());

    assertThat(first.get("count").asInt()).isEqualTo(3);
    assertThat(first.get("subscribers").size()).isEqualTo(2);
    assertThat(rest.get("subscribers").size()).isEqualTo(1);
    assertThat(rest.at("/subscribers/0/id").asLong())
        .isGreaterThan(first.at("/subscribers/1/id").asLong());
    assertThat(get(PATH).get("subscribers").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?after=-1", "?after=x", "?limit=0", "?limit=1001"})
  void whatIsNoPageIsABadRequest(String query) throws Exception {
    assertThat(server.get(PATH + query).statusCode()).isEqualTo(400);
  }

  @Test
  void aPatternIsNoTopic() throws Exception {
    JsonNode answer = get("/api/topics/room%3A*/subscribers");

    assertThat(answer.get("code").asText()).isEqualTo("BAD_TOPIC");
  }
}
