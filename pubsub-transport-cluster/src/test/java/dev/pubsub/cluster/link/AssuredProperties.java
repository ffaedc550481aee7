package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Subscriptions that acknowledge, while nodes are cut off, frozen, and full; some have the codec of
 * the previous version.
 */
class AssuredProperties {

  private static final int ACKNOWLEDGING = 2;

  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<Node, Map<String, List<Object>>> published = new HashMap<>();

  @Property(tries = 100)
  void everythingArrivesOnceAndInOrderUnlessANodeIsAwayForTooLong(@ForAll long seed) {
    nodes.clear();
    published.clear();
    Random random = new Random(seed);
    ManualTime time = new ManualTime();
    SimulatedNetwork network = new SimulatedNetwork(time, random);
    for (int i = 0; i < 3; i++) {
      Node name = new Node("n" + i, i);
      if (random.nextInt(3) == 0) {
        network.lagBehind(name);
      }
      SimulatedNode node = new SimulatedNode(name, network, time).open();
      if (i < ACKNOWLEDGING) {
        node.link.demand(new Demand("t:*", "", 1, true), true);
      }
      nodes.add(node);
    }
    time.advance(Duration.ofSeconds(3));
    for (int step = 0; step < 150; step++) {
      happen(random, network, step);
      time.advance(Duration.ofMillis(random.nextInt(60)));
    }
    network.fail(0);
    network.heal();
    nodes.forEach(node -> node.full.clear());
    time.advance(Duration.ofSeconds(20));

    for (SimulatedNode receiver : nodes.subList(0, ACKNOWLEDGING)) {
      for (SimulatedNode sender : nodes) {
        if (sender != receiver) {
          assertThat(received(receiver, sender))
              .as("what %s had of %s", receiver.node, sender.node)
              .isEqualTo(published.getOrDefault(sender.node, Map.of()));
        }
      }
    }
    assertThat(nodes).allMatch(node -> node.mesh.isIdle());
  }

  @Example
  void itIsSoForSchedulesInWhichAllThatWasLeftHadBeenRefused() {
    for (long seed : new long[] {-27370, 571, 782}) {
      everythingArrivesOnceAndInOrderUnlessANodeIsAwayForTooLong(seed);
    }
  }

  private void happen(Random random, SimulatedNetwork network, int step) {
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    String topic = "t:" + random.nextInt(3);
    switch (random.nextInt(16)) {
      case 0 -> network.cut(Set.of(node.node));
      case 1, 2 -> network.heal();
      case 3 -> network.fail(random.nextInt(30));
      case 4 -> network.freeze(node.node);
      case 5 -> node.full.add(topic);
      case 6 -> node.full.remove(topic);
      default -> {
        published
            .computeIfAbsent(node.node, any -> new HashMap<>())
            .computeIfAbsent(topic, any -> new ArrayList<>())
            .add(step);
        node.publish(topic, step);
      }
    }
  }

  private static Map<String, List<Object>> received(SimulatedNode receiver, SimulatedNode sender) {
    Map<String, List<Object>> received = new HashMap<>();
    for (Signal signal : receiver.entered) {
      if (signal.id().high() == sender.node.life()) {
        received.computeIfAbsent(signal.topic(), any -> new ArrayList<>()).add(signal.payload());
      }
    }
    return received;
  }
}
