package dev.pubsub.cluster;

import static org.awaitility.Awaitility.await;

import dev.pubsub.cluster.link.PeerStats;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.cluster.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Assemblies in this JVM that find each other by real sockets on the loopback. */
final class Party implements AutoCloseable {

  private static final int RANGE = Ports.COUNT / 2;

  private final int port = Ports.free();

  /** Its inboxes, and what is cancelled. */
  static final int OF_THE_BUS = 2;

  private final List<PubSub> open = new ArrayList<>();

  /** One more, which sees all that are open when this returns, and is seen by them. */
  PubSub join(String name) {
    return join(name, Map.of());
  }

  PubSub join(String name, Map<String, String> settings) {
    PubSub node = builder(name, settings).open();
    open.add(node);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> open.stream().allMatch(each -> members(each).list().size() == open.size()));
    return node;
  }

  PubSubBuilder builder(String name, Map<String, String> settings) {
    PubSubBuilder builder =
        PubSub.builder().discover(false).plugin(new ClusterPlugin()).set("pubsub.node", name);
    Map.of(
            "enabled", "true",
            "port", Integer.toString(port),
            "port.range", Integer.toString(RANGE),
            "join.timeout", "1s",
            "failure.timeout", "10s",
            "merge.interval", "1s")
        .forEach((key, value) -> builder.set("pubsub.plugin.cluster." + key, value));
    settings.forEach(builder::set);
    return builder;
  }

  /** Somebody else has the port where nodes would look first. */
  ServerSocket takeFirstPort() throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  void leave(PubSub node) {
    open.remove(node);
    node.close();
  }

  static Members members(PubSub node) {
    return node.gateway().members();
  }

  static ClusterStats stats(PubSub node) {
    return node.bus().extension(ClusterView.class).orElseThrow().stats();
  }

  static PeerStats stats(PubSub node, String of) {
    return stats(node).peers().stream()
        .filter(peer -> peer.node().equals(of))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a node knows that many patterns of another, beside those of the bus itself. */
  static void awaitInterest(PubSub node, String of, int patterns) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> stats(node, of).patterns() == patterns + OF_THE_BUS);
  }

  @Override
  public void close() {
    List.copyOf(open).forEach(this::leave);
  }
}
