package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes packets to other nodes. Each has a line of its own, so that one that reads nothing holds up
 * nobody else; what finds no place in it is lost, as whatever travels may be.
 */
final class Posts {

  private static final Logger LOG = LoggerFactory.getLogger(Posts.class);
  private static final int LONGEST_LINE = 1000;

  private record Line(Node node, Strand strand, AtomicInteger waiting) {}

  private final Wire wire;
  private final Executor executor;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  Posts(Wire wire, Executor executor) {
    this.wire = wire;
    this.executor = executor;
  }

  /** These are there from now on. */
  void view(List<Node> nodes) {
    Map<String, Node> there =
        nodes.stream().collect(Collectors.toMap(Node::name, node -> node, (older, other) -> older));
    lines.values().removeIf(line -> !line.node().equals(there.get(line.node().name())));
    there.forEach(
        (name, node) ->
            lines.computeIfAbsent(
                name, key -> new Line(node, new Strand(executor), new AtomicInteger())));
  }

  void send(String node, byte[] packet) {
    Line line = lines.get(node);
    if (line == null || line.waiting().get() >= LONGEST_LINE) {
      return;
    }
    line.waiting().incrementAndGet();
    line.strand()
        .execute(
            () -> {
              line.waiting().decrementAndGet();
              deliver(line.node(), packet);
            });
  }

  private void deliver(Node node, byte[] packet) {
    try {
      wire.send(node, packet);
    } catch (IOException e) {
      LOG.debug("A packet for '{}' is lost: {}", node, e.getMessage());
    }
  }
}
