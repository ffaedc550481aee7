package dev.pubsub.cluster.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens, and whichever nodes have the codec of the previous version: once it is quiet,
 * each node knows what the others subscribe to.
 */
final class InterestProperties {

  private static final String[] WORDS = {"a", "b", "*", "c", "**", "+"};

  private final List<SimulatedNode> nodes = new ArrayList<>();

  @Property(tries = 150)
  void onceItIsQuietEverybodyKnowsTheOthers(@ForAll long seed) {
    nodes.clear();
    Random random = new Random(seed);
    ManualTime time = new ManualTime();
    SimulatedNetwork network = new SimulatedNetwork(time, random);
    for (int i = 0; i < 3; i++) {
      join(i, network, time);
    }
    for (int step = 0; step < 120; step++) {
      happen(random, network, time);
      time.advance(Duration.ofMillis(random.nextInt(40)));
    }
    network.heal();
    // What is lost from now on is not made up for by the greetings of those who meet again.
    for (int step = 0; step < 30; step++) {
      network.fail(random.nextInt(60));
      change(random);
      time.advance(Duration.ofMillis(random.nextInt(40)));
    }
    network.fail(0);
    time.advance(Duration.ofSeconds(5));

    for (SimulatedNode one : nodes) {
      for (SimulatedNode other : nodes) {
        if (one != other) {
          assertThat(one.known(other))
              .as("%s of %s", one.node, other.node)
              .isEqualTo(other.patterns);
        }
      }
    }
  }

  private void join(int number, SimulatedNetwork network, ManualTime time) {
    Node node = new Node("n" + number, number);
    if (number % 3 == 1) {
      network.lagBehind(node);
    }
    nodes.add(new SimulatedNode(node, network, time).open());
  }

  private void happen(Random random, SimulatedNetwork network, ManualTime time) {
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(24)) {
      case 0 -> network.cut(Set.of(node.node));
      case 1 -> network.heal();
      case 2 -> network.fail(random.nextInt(30));
      case 3 -> {
        node.close();
        nodes.remove(node);
        join(100 + random.nextInt(1_000_000), network, time);
      }
      case 4 -> network.freeze(node.node);
      default -> change(random);
    }
  }

  private void change(Random random) {
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    if (random.nextInt(6) == 0) {
      new HashSet<>(node.patterns).forEach(node::unsubscribe);
    } else {
      node.subscribe(pattern(random));
    }
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
    for (int i = random.nextInt(3); i > 0; i--) {
      pattern.append(':').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return pattern.toString();
  }
}
