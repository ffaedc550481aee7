package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Breakers that follow each other, whatever happens in whatever order. */
final class BreakerNewsProperties {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final Duration LATEST = Duration.ofSeconds(2);

  enum Kind {
    SUCCESS,
    FAILURE,
    OUTAGE,
    CUT,
    HEAL
  }

  /** What happens to a node, and how long nothing else does. */
  record Event(Kind kind, int node, int millis) {}

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 12_000))
        .as(Event::new)
        .list()
        .ofMaxSize(40);
  }

  private static void play(ClusterOfBreakers cluster, Event event) {
    String name = NAMES.get(event.node);
    switch (event.kind) {
      case SUCCESS -> cluster.node(name).call(1, false);
      case FAILURE -> cluster.node(name).call(1, true);
      case OUTAGE -> cluster.node(name).call(4, true);
      case CUT -> cluster.network.cut(Map.of(name, 1));
      case HEAL -> cluster.network.cut(Map.of());
    }
    cluster.time.advance(Duration.ofMillis(event.millis));
  }

  @Property(tries = 500)
  void oneFollowsOnlyWhoOpenedForWhatItSawAndNeverAgainstAFreshSuccess(
      @ForAll long seed, @ForAll("events") List<Event> events) {
    ClusterOfBreakers cluster = cluster(seed);
    Map<String, Long> before = new HashMap<>();
    for (Event event : events) {
      cluster.nodes.forEach((name, node) -> before.put(name, node.status().transitions()));
      boolean succeeds = event.kind == Kind.SUCCESS;
      boolean wasClosed = cluster.node(NAMES.get(event.node)).state() == BreakerState.CLOSED;
      boolean noneHasSeenAny =
          cluster.nodes.values().stream().allMatch(node -> node.node.entries().isEmpty());

      play(cluster, event);

      if (succeeds && wasClosed && event.millis < 10_000) {
        assertThat(cluster.node(NAMES.get(event.node)).status().followed()).isFalse();
      }
      if (noneHasSeenAny && (event.kind == Kind.CUT || event.kind == Kind.HEAL)) {
        assertThat(cluster.nodes.values())
            .noneMatch(node -> node.status().followed() && changed(node, before));
      }
    }
  }

  private static boolean changed(ClusterOfBreakers.Node node, Map<String, Long> before) {
    return node.status().transitions() != before.get(node.node.self());
  }

  @Property(tries = 500)
  void onceAllIsWellTheyAllCloseAndNoneIsToldOfAnyMore(
      @ForAll long seed, @ForAll("events") List<Event> events) {
    ClusterOfBreakers cluster = cluster(seed);
    events.forEach(event -> play(cluster, event));
    cluster.network.cut(Map.of());
    for (int i = 0; i < 30; i++) {
      cluster.nodes.values().forEach(node -> node.call(1, false));
      cluster.time.advance(Duration.ofSeconds(1));
    }
    for (ClusterOfBreakers.Node node : cluster.nodes.values()) {
      assertThat(node.state()).isEqualTo(BreakerState.CLOSED);
      assertThat(node.node.entries()).isEmpty();
    }
  }

  private static ClusterOfBreakers cluster(long seed) {
    return new ClusterOfBreakers(
        ClusterOfBreakers.RULE + "follow=1", seed, LATEST, NAMES.toArray(String[]::new));
  }
}
