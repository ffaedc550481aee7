package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.TestEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterPluginTest {

  private static final String PREFIX = "pubsub.plugin.cluster.";

  private static PubSub open(Map<String, String> settings) {
    PubSubBuilder builder = PubSub.builder().discover(false).plugin(new ClusterPlugin());
    settings.forEach((key, value) -> builder.set(PREFIX + key, value));
    return builder.open();
  }

  private static void expectRefused(String sentence, Map<String, String> settings) {
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void whereItIsNotEnabledItBringsNothing() {
    ClusterPlugin plugin = new ClusterPlugin();
    Contributions contributions = plugin.install(TestEnvironment.of(plugin, Map.of()));
    assertThat(contributions.components()).isEmpty();
    assertThat(contributions.endpoints()).isEmpty();
    assertThat(contributions.cluster()).isEmpty();
    assertThat(contributions.extensions()).isEmpty();
    try (PubSub alone = open(Map.of())) {
      assertThat(alone.gateway().members().list()).containsExactly("local");
    }
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    expectRefused("members", Map.of("enabled", "true", "discovery", "static"));
    expectRefused("dns.query", Map.of("enabled", "true", "discovery", "dns"));
    expectRefused("bind", Map.of("enabled", "true", "discovery", "lan"));
    expectRefused(
        "bind", Map.of("enabled", "true", "discovery", "static", "members", "192.0.2.1:7800"));
    expectRefused("range", Map.of("enabled", "true", "port", "65530"));
    expectRefused("10.0.0.1:7800", Map.of("members", "somewhere"));
    expectRefused("10.0.0.1:7800", Map.of("members", "somewhere:99999"));
  }

  @Test
  void votersThatCouldNotAgreeAreRefusedBesideWhateverElseIsWrong() {
    for (String voters : new String[] {"a", "a,b", "a,b,b", "a,b,c,d", "a,b,c,d,e,f,g,h,i,j,k"}) {
      expectRefused("3, 5, 7 or 9 different nodes", Map.of("voters", voters));
    }
    expectRefused("10.0.0.1:7800", Map.of("voters", "a,b", "members", "somewhere"));
    expectRefused("3, 5, 7 or 9", Map.of("voters", "a,b", "members", "somewhere"));
    expectRefused("voters.lease", Map.of("enabled", "true", "voters.lease", "1s"));
    expectRefused("voters.election", Map.of("enabled", "true", "voters.election", "1ms"));
    assertThatThrownBy(
            () ->
                PubSub.builder()
                    .discover(false)
                    .plugin(new ClusterPlugin())
                    .set("pubsub.node", "b")
                    .set(PREFIX + "enabled", "true")
                    .set(PREFIX + "voters", "a,b,c")
                    .open())
        .hasMessageContaining("voters.directory");
  }

  @Test
  void anAddressThatIsNotOfThisHostIsRefused() {
    assertThatThrownBy(() -> open(Map.of("enabled", "true", "bind", "192.0.2.1")))
        .isInstanceOfSatisfying(
            PubSubException.class,
            refusal -> assertThat(refusal.code().name()).isEqualTo("CANNOT_JOIN"));
  }

  @Test
  void aNodeThatHasNoNameIsGivenOne() {
    int port = Ports.free();
    Map<String, String> settings =
        Map.of(
            "enabled", "true",
            "discovery", "static",
            "members", "127.0.0.1:" + port,
            "port", Integer.toString(port),
            "port.range", "1",
            "join.timeout", "100ms");
    try (PubSub node = open(settings)) {
      assertThat(node.gateway().members().self()).matches("local-[a-z]{6}");
      assertThat(Party.stats(node).peers()).isEmpty();
      Endpoint endpoint = node.gateway().endpoints().get(0);
      assertThat(endpoint).hasToString("GET /api/cluster");
      try (Session session =
          node.gateway().open("default", new Principal("tester"), SessionOptions.DEFAULT)) {
        EndpointResponse answer =
            endpoint
                .handler()
                .answer(new EndpointRequest(session, Map.of(), Map.of(), Map.of(), new byte[0]));
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
            .contains("\"self\":\"local-")
            .contains("\"peers\":[]");
      }
      assertThat(node.drain(Duration.ofSeconds(1))).isTrue();
    }
  }
}
