package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BreakersApiTest {

  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new ResiliencePlugin())
          .set("pubsub.buses", "audit")
          .set("pubsub.plugin.resilience.breakers", "pay: topics=pay:**")
          .open();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private JsonNode ask(String bus, String method, String name, String body) throws Exception {
    List<String> path =
        name.isEmpty() ? List.of("api", "breakers") : List.of("api", "breakers", name);
    Endpoint endpoint =
        pubsub.gateway().endpoints().stream()
            .filter(each -> each.method().equals(method) && each.path().match(path).isPresent())
            .findFirst()
            .orElseThrow();
    try (Session session =
        pubsub.gateway().open(bus, Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
      EndpointRequest request =
          new EndpointRequest(
              session,
              endpoint.path().match(path).orElseThrow(),
              Map.of(),
              Map.of(),
              body.getBytes(StandardCharsets.UTF_8));
      return new ObjectMapper().readTree(endpoint.handler().answer(request).body());
    }
  }

  @Test
  void breakersAreListedAndFoundOnTheirBus() throws Exception {
    pubsub.bus().subscribe("pay:a", delivery -> {});
    pubsub.bus("audit").subscribe("pay:a", delivery -> {});
    pubsub.bus("audit").subscribe("pay:b", delivery -> {});

    assertThat(ask("audit", "GET", "", "").path("count").asInt()).isEqualTo(2);
    JsonNode all = ask("default", "GET", "", "");
    assertThat(all.path("unguarded").asInt()).isZero();
    assertThat(all.path("breakers").get(0)).isEqualTo(ask("default", "GET", "pay.1", ""));
    assertThat(all.path("breakers").get(0).toString())
        .isEqualTo(
            "{\"name\":\"pay.1\",\"rule\":\"pay\",\"state\":\"closed\",\"override\":\"auto\","
                + "\"calls\":0,\"withheld\":0,\"transitions\":0,\"subscriptions\":1,\"held\":0}");
  }

  @Test
  void oneIsSetByHand() throws Exception {
    pubsub.bus().subscribe("pay:a", delivery -> {});

    JsonNode open = ask("default", "PUT", "pay.1", "{\"state\":\"open\"}");
    assertThat(open.path("state").asText()).isEqualTo("open");
    assertThat(open.path("override").asText()).isEqualTo("open");
    JsonNode closed = ask("default", "PUT", "pay.1", "{\"state\":\"closed\"}");
    assertThat(closed.path("state").asText()).isEqualTo("closed");
    JsonNode auto = ask("default", "PUT", "pay.1", "{\"state\":\"auto\"}");
    assertThat(auto.path("override").asText()).isEqualTo("auto");
  }

  @Test
  void whatCannotBeIsRefusedWithACode() {
    pubsub.bus().subscribe("pay:a", delivery -> {});

    for (String body : List.of("", "{", "[]", "null", "{\"state\":1}", "{\"state\":\"OPEN\"}")) {
      assertThatThrownBy(() -> ask("default", "PUT", "pay.1", body))
          .isInstanceOf(PubSubException.class)
          .extracting(e -> ((PubSubException) e).code())
          .isEqualTo(BreakerError.BAD_BREAKER_STATE);
    }
    assertThatThrownBy(() -> ask("default", "GET", "pay.9", ""))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(BreakerError.BREAKER_NOT_FOUND);
    assertThatThrownBy(() -> ask("audit", "PUT", "pay.1", "{\"state\":\"open\"}"))
        .hasMessage("there is no circuit breaker 'pay.1' on this bus");
  }
}
