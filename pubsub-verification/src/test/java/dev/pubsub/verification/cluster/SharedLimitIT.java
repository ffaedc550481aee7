package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.breaker.BreakerState;
import dev.pubsub.resilience.breaker.BreakerStatus;
import dev.pubsub.resilience.limit.LimitStatus;
import dev.pubsub.resilience.share.Share;
import dev.pubsub.verification.server.FreePorts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes that find each other, with one limit and one breaker for all of them. */
final class SharedLimitIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String port = Integer.toString(FreePorts.from());
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private record Node(PubSub pubsub, ResiliencePlugin plugin) {

    LimitStatus limit() {
      return plugin.limits().list().get(0);
    }

    Share share() {
      return limit().cluster().orElseThrow().share();
    }

    BreakerStatus breaker() {
      return plugin.breakers().find("default", "pay").orElseThrow();
    }
  }

  @BeforeEach
  void open() {
    for (String name : List.of("a", "b", "c")) {
      ResiliencePlugin plugin = new ResiliencePlugin();
      PubSub pubsub =
          ClusterMember.node(name, port)
              .plugin(plugin)
              .set("pubsub.plugin.resilience.limits", "all: publish 1000/1s per=cluster")
              .set("pubsub.plugin.resilience.limits.cluster.settling", "3s")
              .set(
                  "pubsub.plugin.resilience.breakers",
                  "pay: topics=pay:** buses=default per=rule calls=1 window=1 open=1d follow=1")
              .open();
      nodes.put(name, new Node(pubsub, plugin));
    }
  }

  @AfterEach
  void close() {
    nodes.values().forEach(node -> node.pubsub.close());
  }

  private void awaitAllShared() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              int count = nodes.size();
              assertThat(nodes.values())
                  .extracting(Node::share)
                  .allMatch(share -> share.nodes() == count)
                  .allMatch(share -> share.seen() == count && share.largest() == count);
              assertThat(sum()).isCloseTo(1000, within(0.1));
            });
  }

  /** What comes in on all nodes in a second. */
  private double sum() {
    return nodes.values().stream().mapToDouble(node -> node.limit().perSecond()).sum();
  }

  @Test
  void theirSharesAreTheRateAlsoAfterOneHasLeft() {
    awaitAllShared();

    Node leaving = nodes.remove("c");
    leaving.pubsub.drain(Duration.ofSeconds(5));
    leaving.pubsub.close();

    awaitAllShared();
  }

  @Test
  void whoIsAskedForMostHasMost() {
    awaitAllShared();
    Node busy = nodes.get("a");

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (int i = 0; i < 1000; i++) {
                busy.pubsub.bus().publish("a", i);
              }
              return busy.share().part() > 0.9;
            });

    assertThat(nodes.get("b").share().part()).isLessThan(0.1);
  }

  @Test
  void aBreakerThatOpensOnOneOpensOnTheOthersWhoSayWhoseExampleTheyFollow() {
    for (Node node : nodes.values()) {
      node.pubsub
          .bus()
          .subscribe(
              "pay:" + node.pubsub.gateway().members().self(),
              delivery -> {
                throw new IllegalStateException("thrown on purpose");
              });
    }

    nodes.get("a").pubsub.bus().publish("pay:a", 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(nodes.values())
                    .extracting(Node::breaker)
                    .allMatch(breaker -> breaker.state() == BreakerState.OPEN));
    assertThat(nodes.get("a").breaker().followed()).isFalse();
    assertThat(nodes.get("b").breaker().followed()).isTrue();
    assertThat(nodes.get("c").breaker().openElsewhere()).containsOnlyKeys("a");
  }
}
