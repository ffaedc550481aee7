package dev.pubsub.cluster.link;

import dev.pubsub.PublishResult;
import dev.pubsub.cluster.member.Nodes;
import dev.pubsub.cluster.roster.Numbers;
import dev.pubsub.cluster.roster.Rosters;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
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
import java.util.Set;
import java.util.concurrent.Executor;

/** A mesh with one bus, which remembers what came into it. */
final class SimulatedNode implements Link {

  static final Bounds BOUNDS =
      new Bounds(
          1 << 20,
          1 << 16,
          Duration.ofMillis(5),
          Duration.ofSeconds(2),
          1 << 20,
          Duration.ofSeconds(30),
          true);

  final Node node;
  final Mesh mesh;
  final BusLink link;
  final Nodes members;
  final Roster<String, Integer> roster;
  final Map<String, Integer> watched = new HashMap<>();
  private final Rosters rosters;
  final Set<String> patterns = new HashSet<>();
  final List<Signal> entered = new ArrayList<>();
  final List<Arrival> arrivals = new ArrayList<>();
  final Set<String> full = new HashSet<>();
  final List<String> repaired = new ArrayList<>();
  final List<Signal> kept = new ArrayList<>();
  StandardError refusal = StandardError.OVERLOADED;
  final List<String> passedOn = new ArrayList<>();

  /** What others have members of, and this one has not. */
  final Set<GroupId> groups = new HashSet<>();

  private final Wire wire;
  private long published;

  SimulatedNode(Node node, SimulatedNetwork network, ManualTime time) {
    this(node, network, time, Runnable::run);
  }

  SimulatedNode(Node node, SimulatedNetwork network, ManualTime time, Executor threads) {
    this.node = node;
    this.wire = network.wire(node);
    this.mesh = new Mesh(node, wire, time, threads, BOUNDS);
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
      link.demand(Demand.ofAll(pattern), true);
    }
  }

  void unsubscribe(String pattern) {
    if (patterns.remove(pattern)) {
      link.demand(Demand.ofAll(pattern), false);
    }
  }

  void publish(String topic, Object payload) {
    publish(topic, payload, Destinations.EVERYONE);
  }

  void publish(String topic, Object payload, Destinations to) {
    Signal signal = Signal.of(new SignalId(node.life(), published++), topic, payload);
    if (link.way(topic).leadsOut()) {
      link.carry(signal, to);
      link.endOfBatch();
    }
  }

  /** What it thinks that another subscribes to. */
  Set<String> known(SimulatedNode other) {
    return link.remote().texts(other.node);
  }

  @Override
  public PublishResult enter(Signal signal) {
    return enter(signal, Arrival.EVERYONE);
  }

  @Override
  public PublishResult enter(Signal signal, Arrival arrival) {
    if (full.contains(signal.topic())) {
      return new PublishResult.Rejected(refusal, "as the test wants it");
    }
    entered.add(signal);
    arrivals.add(arrival);
    return new PublishResult.Accepted(signal.id(), 1, 0);
  }

  @Override
  public void passOn(Signal signal, GroupId group, int hops) {
    passedOn.add(signal.payload() + " " + hops);
    if (hops > Arrival.MAX_HOPS) {
      return;
    }
    if (members.list().size() == 1 || !groups.contains(group)) {
      entered.add(signal);
    } else {
      link.carry(signal, new Destinations(false, choose(signal, group), hops));
      link.endOfBatch();
    }
  }

  private List<Chosen> choose(Signal signal, GroupId group) {
    return link.way(signal.topic()).groups().stream()
        .filter(shares -> shares.group().equals(group))
        .flatMap(shares -> shares.members().keySet().stream())
        .limit(1)
        .map(node -> new Chosen(group, node))
        .toList();
  }

  @Override
  public List<String> repaired() {
    return repaired;
  }

  @Override
  public List<Signal> kept(List<String> asked) {
    return kept.stream().filter(signal -> asked.contains(signal.topic())).toList();
  }

  @Override
  public int remember(List<Signal> past) {
    kept.addAll(0, past);
    return past.size();
  }

  /** Whether others want a topic of it. */
  boolean wants(String topic) {
    return link.way(topic).wanted();
  }

  @Override
  public void reroute() {}

  @Override
  public void close() {
    mesh.close();
    wire.close();
  }
}
