package dev.pubsub.monitoring.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.RecordingSubscriber;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of a signal, as it is told over HTTP. */
final class TracingTest {

  private final TwoNodes nodes = new TwoNodes();
  private PubSub pubsub = builder().open();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private static PubSubBuilder builder() {
    return PubSub.builder()
        .discover(false)
        .plugin(new MonitoringPlugin())
        .set("pubsub.node", "n1")
        .set("pubsub.buses", "orders");
  }

  /** Beside another node, which cannot be reached. */
  private void reopenInACluster() {
    pubsub.close();
    pubsub =
        builder()
            .plugin(
                new Plugin() {
                  @Override
                  public String id() {
                    return "two-nodes";
                  }

                  @Override
                  public Contributions install(Environment environment) {
                    return Contributions.builder().cluster(nodes).build();
                  }
                })
            .open();
  }

  private JsonNode ask(String bus, String id) throws Exception {
    return ask(
        pubsub.gateway().endpoints().stream()
            .filter(each -> each.path().toString().contains("/api/trace/"))
            .findFirst()
            .orElseThrow(),
        bus,
        id);
  }

  private JsonNode ask(Endpoint endpoint, String bus, String id) throws Exception {
    try (Session session =
        pubsub.gateway().open(bus, new Principal("ada"), SessionOptions.ofCapacity(1))) {
      EndpointResponse response =
          endpoint
              .handler()
              .answer(
                  new EndpointRequest(session, Map.of("id", id), Map.of(), Map.of(), new byte[0]));
      assertThat(response.status()).isEqualTo(200);
      return read(response);
    }
  }

  private static JsonNode read(EndpointResponse response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static List<String> steps(JsonNode trace) {
    return trace.findValuesAsText("step");
  }

  private String publish(String bus) {
    return ((Accepted) pubsub.bus(bus).publish("a", "x")).id().toString();
  }

  @Test
  void oneThatIsNotStartedTellsSo() {
    Endpoint endpoint = new Tracing().endpoint();
    String id = publish("orders");
    assertThatThrownBy(() -> ask(endpoint, "orders", id))
        .isInstanceOfSatisfying(
            PubSubException.class, it -> assertThat(it.code()).isEqualTo(StandardError.CLOSED));
  }

  @Test
  void theStepsOfASignalAreToldForEachBus() throws Exception {
    pubsub.bus("orders").subscribe("a", new RecordingSubscriber());
    String id = publish("orders");
    await().until(() -> pubsub.bus("orders").trace(SignalId.parse(id)).size() == 2);

    JsonNode trace = ask("orders", id);
    assertThat(trace.path("id").asText()).isEqualTo(id);
    assertThat(steps(trace)).containsExactly("published", "delivered");
    assertThat(trace.path("hops").get(0).path("node").asText()).isEqualTo("n1");
    assertThat(trace.path("hops").get(0).path("where").asText()).isEqualTo("a");
    assertThat(trace.path("hops").get(0).path("detail").asText()).isEqualTo("matched 1");
    assertThat(trace.path("silent")).isEmpty();
    assertThat(refusal("default", id)).isEqualTo("TRACE_NOT_FOUND");
  }

  private String refusal(String bus, String id) {
    return catchThrowableOfType(PubSubException.class, () -> ask(bus, id)).code().name();
  }

  @Test
  void whatIsNoIdIsRefused() {
    assertThat(refusal("default", "1")).isEqualTo("BAD_MESSAGE_ID");
  }

  @Test
  void aNodeThatWorksAloneIsSubscribedToNothing() {
    assertThat(pubsub.bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamed() throws Exception {
    reopenInACluster();
    String id = publish("default");
    assertThat(ask("default", id).findValue("silent")).hasToString("[\"n2\"]");
    assertThat(steps(ask("default", id))).containsExactly("published");
  }

  @Test
  void onlyNodesAreAnsweredAmongThemselves() {
    reopenInACluster();
    assertThat(pubsub.bus().stats().subscriptions()).containsEntry("pubsub.trace", 1);
    assertThatThrownBy(() -> pubsub.bus().request("pubsub.trace", publish("default")).join())
        .hasMessageContaining("only nodes ask here");
  }
}
