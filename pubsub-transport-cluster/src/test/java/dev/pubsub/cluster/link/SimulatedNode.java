package dev.pubsub.cluster.link;

import dev.pubsub.Delivery;
import dev.pubsub.PublishResult;
import dev.pubsub.cluster.member.Nodes;
import dev.pubsub.cluster.roster.Numbers;
import dev.pubsub.cluster.roster.Rosters;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicSyntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mesh with one bus, which remembers what came into it. */
final class SimulatedNode implements Link {

  static final Bounds BOUNDS =
      new Bounds(1 << 20, 1 << 16, Duration.ofMillis(5), Duration.ofSeconds(2));

  final Node node;
  final Mesh mesh;
  final BusLink link;
  final Nodes members;
  final Roster<String, Integer> roster;
  final Map<String, Integer> watched = new HashMap<>();
  private final Rosters rosters;
  final Set<String> patterns = new HashSet<>();
  final List<Signal> entered = new ArrayList<>();
  private final Wire wire;
  private long published;

  SimulatedNode(Node node, SimulatedNetwork network, ManualTime time) {
    this.node = node;
    this.wire = network.wire(node);
    this.mesh = new Mesh(node, wire, time, Runnable::run, BOUNDS);
    this.link = mesh.share("default", new TopicTree<>(TopicSyntax.COLON));
    link.begin(this);
    this.members = new Nodes(node);
    this.rosters = new Rosters(node, members, mesh::share, mesh::gatherSoon);
    this.roster = rosters.get("numbers", new Numbers());
    roster.watch(
        (key, before, after) -> {
          if (after.isPresent()) {
            watched.put(key, after.get());
          } else {
            watched.remove(key);
          }
        });
    mesh.begin();
  }

  SimulatedNode open() {
    try {
      wire.open(
          new Wire.Events() {
            @Override
            public void view(List<Node> nodes, boolean merged) {
              boolean taken = members.isTaken(nodes);
              List<Node> settled = members.settle(nodes);
              mesh.view(taken ? List.of() : settled, merged);
              rosters.reorder();
            }

            @Override
            public void frame(Node from, byte[] bytes, int offset, int length) {
              mesh.frame(from, bytes, offset, length);
            }
          });
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void subscribe(String pattern) {
    if (patterns.add(pattern)) {
      link.interest(pattern, true);
    }
  }

  void unsubscribe(String pattern) {
    if (patterns.remove(pattern)) {
      link.interest(pattern, false);
    }
  }

  void publish(String topic, Object payload) {
    Signal signal = Signal.of(new SignalId(node.life(), published++), topic, payload);
    if (link.wants(topic)) {
      link.receive(new Sent(signal));
      link.endOfBatch();
    }
  }

  /** What it thinks that another subscribes to. */
  Set<String> known(SimulatedNode other) {
    return link.remote().texts(other.node);
  }

  private record Sent(Signal signal) implements Delivery {
    @Override
    public Optional<String> position() {
      return Optional.empty();
    }

    @Override
    public <T> T shared(Encoder<T> encoder) {
      return encoder.encode(signal);
    }
  }

  @Override
  public PublishResult enter(Signal signal) {
    entered.add(signal);
    return new PublishResult.Accepted(signal.id(), 1, 0);
  }

  @Override
  public void reroute() {}

  @Override
  public void close() {
    mesh.close();
    wire.close();
  }
}
