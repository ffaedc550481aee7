package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What nodes see of each other's entries while frames are lost, doubled and cut off. */
final class RosterProperties {

  private static final int KEYS = 12;

  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<SimulatedNode, Map<String, Integer>> models = new HashMap<>();

  @Property(tries = 150)
  void onceItIsQuietEverybodySeesItsOwnEntryOrElseThatOfTheOldest(@ForAll long seed) {
    nodes.clear();
    models.clear();
    Random random = new Random(seed);
    ManualTime time = new ManualTime();
    SimulatedNetwork network = new SimulatedNetwork(time, random);
    for (int i = 0; i < 3; i++) {
      join(i, network, time);
    }
    for (int step = 0; step < 150; step++) {
      happen(random, network, time);
      time.advance(Duration.ofMillis(random.nextInt(40)));
    }
    network.fail(0);
    network.heal();
    time.advance(Duration.ofSeconds(5));

    for (SimulatedNode one : nodes) {
      Map<String, Integer> expected = expectedBy(one);
      assertThat(one.roster.entries()).as("seen by %s", one.node).isEqualTo(expected);
      assertThat(one.watched).as("told to the watchers of %s", one.node).isEqualTo(expected);
    }
  }

  /**
   * Of the nodes that have a key the oldest one's entry is seen, but by those that have it, too.
   */
  private Map<String, Integer> expectedBy(SimulatedNode one) {
    Map<String, Integer> expected = new HashMap<>(models.getOrDefault(one, Map.of()));
    for (String name : one.members.list()) {
      for (SimulatedNode other : nodes) {
        if (other.node.name().equals(name)) {
          models.getOrDefault(other, Map.of()).forEach(expected::putIfAbsent);
        }
      }
    }
    return expected;
  }

  private void join(int number, SimulatedNetwork network, ManualTime time) {
    SimulatedNode node = new SimulatedNode(new Node("n" + number, number), network, time).open();
    nodes.add(node);
    models.put(node, new HashMap<>());
  }

  private void happen(Random random, SimulatedNetwork network, ManualTime time) {
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    Map<String, Integer> model = models.getOrDefault(node, new HashMap<>());
    String key = "k" + random.nextInt(KEYS);
    int value = random.nextInt(3);
    switch (random.nextInt(24)) {
      case 0 -> network.cut(Set.of(node.node));
      case 1 -> network.heal();
      case 2 -> network.fail(random.nextInt(30));
      case 3 -> {
        node.close();
        nodes.remove(node);
        models.remove(node);
        join(100 + random.nextInt(1_000_000), network, time);
      }
      case 4 -> network.freeze(node.node);
      case 5, 6, 7, 8, 9 -> {
        node.roster.remove(key);
        model.remove(key);
      }
      case 10, 11, 12 -> {
        if (node.roster.putIfAbsent(key, value)) {
          model.put(key, value);
        }
      }
      case 13, 14, 15 ->
          node.roster.update(key, before -> before + 1).ifPresent(after -> model.put(key, after));
      default -> {
        node.roster.put(key, value);
        model.put(key, value);
      }
    }
  }
}
