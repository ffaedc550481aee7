package dev.pubsub.core.functional;

import static dev.pubsub.core.functional.Told.PATIENCE;
import static dev.pubsub.core.functional.Told.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.Preset;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.testkit.RecordingSubscriber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the bus {@code system} hears of other nodes. */
final class NodeFeedTest {

  private final Cut cluster = new Cut();

  @Test
  void systemHearsOfNodesThatComeAndGo() throws Exception {
    Contributions contributions = Contributions.builder().cluster(cluster).build();
    try (ManualBus on = ManualBus.with(contributions, "pubsub.presets", "true")) {
      RecordingSubscriber system = Told.by(on.pubsub, Preset.SYSTEM, "service_discovery:**");
      cluster.joins("b");
      cluster.joins("rack+1: c*");
      cluster.leaves("b");

      List<Signal> told = system.await(3, PATIENCE);
      assertThat(told)
          .extracting(signal -> signal.topic() + " " + signal.type())
          .containsExactly(
              "service_discovery:b node_joined",
              "service_discovery:rack%2B1: c%2A node_joined",
              "service_discovery:b node_left");
      assertThat(fields(told.get(1)))
          .containsEntry("node", "rack+1: c*")
          .containsEntry("seen_by", "a")
          .containsEntry("nodes", List.of("a", "b", "rack+1: c*"));
    }
  }

  /** Nodes that see each other as the test says. */
  private static final class Cut implements Cluster, Members {

    private final List<String> nodes = new ArrayList<>(List.of("a"));
    private final List<Listener> listeners = new ArrayList<>();

    void joins(String node) {
      nodes.add(node);
      listeners.forEach(listener -> listener.up(node));
    }

    void leaves(String node) {
      nodes.remove(node);
      listeners.forEach(listener -> listener.down(node));
    }

    @Override
    public String self() {
      return "a";
    }

    @Override
    public List<String> list() {
      return List.copyOf(nodes);
    }

    @Override
    public AutoCloseable watch(Listener listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public Members members() {
      return this;
    }

    @Override
    public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
      return Roster.alone("a");
    }
  }
}
