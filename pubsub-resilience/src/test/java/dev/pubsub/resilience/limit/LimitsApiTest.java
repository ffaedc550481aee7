package dev.pubsub.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.TestEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsApiTest {

  private final AtomicReference<Session> session = new AtomicReference<>();
  private final PubSub pubsub = PubSub.builder().discover(false).plugin(new Opens()).open();
  private List<Endpoint> endpoints = endpoints("limits.enabled", "true");

  /** Opens the session in whose name the endpoints are asked. */
  private final class Opens implements Plugin, Component {

    @Override
    public String id() {
      return "opens";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().component(this).build();
    }

    @Override
    public void start(Gateway gateway) {
      session.set(gateway.open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT));
    }

    @Override
    public void stop() {
      session.get().close();
    }
  }

  private static List<Endpoint> endpoints(String key, String value) {
    ResiliencePlugin plugin = new ResiliencePlugin();
    return plugin.install(TestEnvironment.of(plugin, Map.of(key, value))).endpoints();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private String ask(String method, String path, String name, String body) {
    Endpoint endpoint =
        endpoints.stream().filter(e -> e.toString().equals(method + " " + path)).findFirst().get();
    EndpointResponse response =
        endpoint
            .handler()
            .answer(
                new EndpointRequest(
                    session.get(),
                    Map.of("name", name),
                    Map.of(),
                    Map.of(),
                    body.getBytes(StandardCharsets.UTF_8)));
    assertThat(response.status()).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private String one(String method, String name, String body) {
    return ask(method, "/api/limits/{name}", name, body);
  }

  @Test
  void limitsArePutShownAndDeleted() {
    String put = one("PUT", "orders", "{\"rule\": \" publish   100/1s per=topic\"}");

    assertThat(put)
        .isEqualTo(
            "{\"name\":\"orders\",\"rule\":\"publish 100/1s per=topic\","
                + "\"per_second\":100.0,\"burst\":100,\"granted\":0,\"refused\":0,"
                + "\"shed\":0,\"keys\":0,\"evicted\":0,\"shared\":0}");
    assertThat(one("GET", "orders", "")).isEqualTo(put);
    assertThat(ask("GET", "/api/limits", "", ""))
        .isEqualTo("{\"enabled\":true,\"limits\":[" + put + "],\"count\":1}");
    assertThat(one("DELETE", "orders", ""))
        .isEqualTo("{\"status\":\"deleted\",\"name\":\"orders\"}");
    assertThatThrownBy(() -> one("GET", "orders", "")).hasMessageContaining("there is no limit");
    assertThatThrownBy(() -> one("DELETE", "orders", "")).hasMessageContaining("there is no limit");
  }

  @Test
  void oneOfAllNodesShowsWhatThisOneHasOfIt() {
    assertThat(one("PUT", "orders", "{\"rule\": \"publish 100/1s per=cluster\"}"))
        .isEqualTo(
            "{\"name\":\"orders\",\"rule\":\"publish 100/1s per=cluster\","
                + "\"per_second\":100.0,\"burst\":100,\"granted\":0,\"refused\":0,"
                + "\"shed\":0,\"keys\":0,\"evicted\":0,\"shared\":0,"
                + "\"cluster_per_second\":100.0,\"share\":1.0,\"nodes\":1,"
                + "\"nodes_seen\":1,\"nodes_known\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "{}", "{\"rule\":1}", "{\"rule\":\"publish\"}"})
  void whatIsNoLimitIsRefused(String body) {
    assertThatThrownBy(() -> one("PUT", "orders", body))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(LimitError.BAD_LIMIT));
  }

  @Test
  void whereTheyAreOffTheListSaysSo() {
    endpoints = endpoints("limits.enabled", "false");

    assertThat(ask("GET", "/api/limits", "", ""))
        .isEqualTo(
            "{\"enabled\":false,\"limits\":[],\"count\":0,\"hint\":\"limits are off; open with"
                + " pubsub.plugin.resilience.limits.enabled=true, or with any limit in"
                + " pubsub.plugin.resilience.limits\"}");
    assertThatThrownBy(() -> one("PUT", "orders", "{\"rule\":\"publish 1/1s\"}"))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(LimitError.LIMITS_OFF));
  }
}
