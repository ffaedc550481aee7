package dev.pubsub.verification.cluster;

import static dev.pubsub.verification.cluster.SimulatedWorld.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.cluster.coordination.CoordinationNode;
import dev.pubsub.cluster.coordination.CoordinationSetup;
import dev.pubsub.cluster.coordination.Lease;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.core.PubSub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * Three voters and two other nodes that all want to lead, and write under their tokens to a bus,
 * sometimes long after they have lost the lead. They are cut off, one way or both, stand still, and
 * are killed and started again; some of their clocks are fast.
 */
final class ContendingNodes implements AutoCloseable {

  private static final List<String> VOTERS = List.of("a", "b", "c");
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<Node> NODES = NAMES.stream().map(name -> new Node(name, 1)).toList();
  private static final String LEADER = "leader";

  /** How much faster the fastest clock is than the slowest. */
  private static final double DRIFT = 0.2;

  private final Random random;
  private final Path directory;
  private final SimulatedWorld world;
  private final PubSub recorder = PubSub.builder().discover(false).open();
  private final Map<String, SimulatedHost> hosts = new TreeMap<>();
  private final Map<String, CoordinationNode> nodes = new TreeMap<>();
  private final Map<String, Lease> leases = new TreeMap<>();
  private final List<Long> accepted = new ArrayList<>();
  private long stale;
  private long asked;
  private long counted;

  ContendingNodes(long seed, Path directory) {
    this.random = new Random(seed);
    this.directory = directory;
    this.world = new SimulatedWorld(random, this::arrive, this::expectOneLeader);
    NAMES.forEach(this::start);
  }

  private void start(String name) {
    SimulatedHost host =
        new SimulatedHost(world, new Node(name, 1), 1 + DRIFT * random.nextDouble());
    CoordinationSetup setup =
        new CoordinationSetup(
            VOTERS,
            directory.resolve(name).toString(),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));
    CoordinationNode node = new CoordinationNode(name, setup, host, host, host, random);
    hosts.put(name, host);
    nodes.put(name, node);
    try {
      // The recorder is on none of the nodes: it learns from what is written alone.
      node.open((granted, token) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.view(NODES);
    contend(name, node);
  }

  private void arrive(Node from, Node to, byte[] frame) {
    SimulatedHost host = Objects.requireNonNull(hosts.get(to.name()));
    host.run(
        () -> Objects.requireNonNull(nodes.get(to.name())).frame(from, frame, 0, frame.length));
  }

  private void contend(String name, CoordinationNode node) {
    Lease lease = node.elect(LEADER);
    leases.put(name, lease);
    lease
        .granted()
        .whenComplete(
            (token, failure) ->
                later(
                    name,
                    node,
                    200,
                    failure == null ? () -> write(name, node, lease) : () -> contend(name, node)));
  }

  private void later(String name, CoordinationNode node, int millis, Runnable task) {
    Objects.requireNonNull(hosts.get(name))
        .schedule(
            Duration.ofMillis(millis),
            () -> {
              if (nodes.get(name) == node) {
                task.run();
              }
            });
  }

  private void write(String name, CoordinationNode node, Lease lease) {
    OptionalLong token = lease.token();
    if (token.isEmpty() || random.nextInt(20) == 0) {
      lease.close();
      later(name, node, 100, () -> contend(name, node));
      return;
    }
    asked++;
    node.add("writes", 1)
        .whenComplete(
            (count, failure) -> {
              if (failure == null) {
                counted++;
              }
            });
    // The bus is far away, and what was sent to it may hang on the way.
    long delay = random.nextInt(10) == 0 ? random.nextInt(10_000) : random.nextInt(10);
    world.in(delay * MILLI, () -> record(token.getAsLong()));
    later(name, node, 100, () -> write(name, node, lease));
  }

  private void record(long token) {
    PublishResult result =
        recorder.bus().publish("writes", token, PublishOptions.DEFAULT.fencedBy(LEADER, token));
    if (result instanceof PublishResult.Accepted) {
      accepted.add(token);
    } else {
      stale++;
    }
  }

  private void expectOneLeader() {
    List<String> leading =
        leases.entrySet().stream()
            .filter(each -> each.getValue().token().isPresent())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(leading).as("who leads").hasSizeLessThanOrEqualTo(1);
  }

  /** A minute in which things go wrong, and some quiet in which they come right. */
  void run() {
    for (int step = 0; step < 60; step++) {
      world.run(random.nextInt(2000) * MILLI);
      happen();
    }
    world.mend();
    hosts.values().forEach(SimulatedHost::goOn);
    int before = accepted.size();
    world.run(20_000 * MILLI);
    assertThat(accepted.size()).as("writes once all is well").isGreaterThan(before);
    assertThat(accepted).as("the tokens in the order of the writes").isSorted();
    expectCounted();
  }

  private void expectCounted() {
    long[] value = {-1};
    Objects.requireNonNull(nodes.get("e")).add("writes", 0).thenAccept(now -> value[0] = now);
    long before = counted;
    world.run(5000 * MILLI);
    assertThat(value[0]).as("what was counted").isBetween(before, asked);
  }

  private void happen() {
    String one = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    SimulatedHost host = Objects.requireNonNull(hosts.get(one));
    switch (random.nextInt(8)) {
      case 0 -> cutOff(one);
      case 1 -> leader().ifPresent(this::cutOff);
      case 2 -> NAMES.forEach(name -> world.cut(name, one));
      case 3 -> world.cut(one, other);
      case 4 -> host.stop();
      case 5 -> restart(one);
      case 6 -> world.mend();
      default -> hosts.values().forEach(SimulatedHost::goOn);
    }
  }

  private Optional<String> leader() {
    return leases.entrySet().stream()
        .filter(each -> each.getValue().token().isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void cutOff(String one) {
    NAMES.forEach(
        name -> {
          world.cut(one, name);
          world.cut(name, one);
        });
  }

  private void restart(String one) {
    end(one);
    start(one);
  }

  private void end(String one) {
    CoordinationNode node = Objects.requireNonNull(nodes.remove(one));
    leases.remove(one);
    Objects.requireNonNull(hosts.get(one)).end(node::close);
  }

  int accepted() {
    return accepted.size();
  }

  long stale() {
    return stale;
  }

  @Override
  public void close() {
    NAMES.forEach(this::end);
    recorder.close();
  }
}
