package dev.pubsub.resilience.breaker;

import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.flow.FakeSubscription;
import dev.pubsub.resilience.network.Network;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Nodes with a breaker each, which is the same to all of them. */
final class ClusterOfBreakers {

  static final String RULE = "pay: per=rule failures=50% calls=4 window=4 open=10s probes=2 ";

  final ManualTime time = new ManualTime();
  final Network<OpenBreaker, Instant> network;
  final Map<String, Node> nodes = new TreeMap<>();

  ClusterOfBreakers(String rule, long seed, Duration latest, String... names) {
    network = new Network<>(time, new Random(seed), latest);
    for (String name : names) {
      nodes.put(name, new Node(name, rule));
    }
  }

  Node node(String name) {
    return nodes.get(name);
  }

  /** One node with one subscription, whose subscriber fails when it is told to. */
  final class Node {
    final Network<OpenBreaker, Instant>.Node node;
    final ResiliencePlugin plugin = new ResiliencePlugin();
    final FakeSubscription subscription = new FakeSubscription();
    boolean failing;
    private int published;

    private Node(String name, String rule) {
      TestEnvironment given = TestEnvironment.of(plugin, Map.of("breakers", rule));
      Environment environment = new TestEnvironment(given.settings(), time, given.random());
      Contributions contributions = plugin.install(environment);
      node = network.join(name);
      contributions.components().stream()
          .filter(BreakerNews.class::isInstance)
          .forEach(news -> ((BreakerNews) news).begin(node, node));
      subscription.open(
          delivery -> {
            if (failing) {
              throw new IllegalStateException("thrown on purpose");
            }
          },
          contributions.decorators());
    }

    void call(int times, boolean wrong) {
      failing = wrong;
      for (int i = 0; i < times; i++) {
        subscription.serve(published++);
      }
    }

    BreakerStatus status() {
      return plugin.breakers().find("default", "pay").orElseThrow();
    }

    BreakerState state() {
      return status().state();
    }
  }
}
