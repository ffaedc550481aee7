package dev.pubsub.cluster;

import dev.pubsub.cluster.coordination.CoordinationNode;
import dev.pubsub.cluster.coordination.CoordinationStats;
import dev.pubsub.cluster.link.BusLink;
import dev.pubsub.cluster.link.Mesh;
import dev.pubsub.cluster.member.ClusterError;
import dev.pubsub.cluster.member.Nodes;
import dev.pubsub.cluster.roster.Rosters;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node: joins the others at start, shares its buses with them, and leaves them at the end. */
final class ClusterNode implements Component, Cluster, Wire.Events, ClusterView {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final Node self;
  private final Nodes nodes;
  private final Mesh mesh;
  private final Wire wire;
  private final Scheduler time;
  private final Set<String> localBuses;
  private final Duration patience;
  private final Duration recall;
  private final Rosters rosters;
  private final @Nullable CoordinationNode coordination;
  private final CountDownLatch named = new CountDownLatch(1);
  private volatile @Nullable Gateway gateway;
  private volatile boolean displaced;

  /**
   * A node that is not there yet.
   *
   * @param patience for a name that another still has
   * @param recall how long others may take to tell what they keep
   * @param coordination null where no voters are set
   */
  ClusterNode(
      Node self,
      Mesh mesh,
      Wire wire,
      Scheduler time,
      Set<String> localBuses,
      Duration patience,
      Duration recall,
      @Nullable CoordinationNode coordination) {
    this.self = self;
    this.nodes = new Nodes(self);
    this.rosters = new Rosters(self, nodes, mesh::share, mesh::gatherSoon);
    this.mesh = mesh;
    this.wire = wire;
    this.time = time;
    this.localBuses = localBuses;
    this.patience = patience;
    this.recall = recall;
    this.coordination = coordination;
  }

  @Override
  public void start(Gateway toBuses) throws Exception {
    gateway = toBuses;
    for (String bus : toBuses.buses()) {
      if (!localBuses.contains(bus)) {
        BusLink link = mesh.share(bus, toBuses.index(bus));
        link.begin(toBuses.link(bus, link));
      }
    }
    mesh.begin();
    try {
      if (coordination != null) {
        coordination.open(toBuses::fence);
      }
      wire.open(this);
    } catch (IOException e) {
      throw ClusterError.CANNOT_JOIN.because(e);
    }
    // One that has just failed under the same name may still count as there.
    if (!named.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw ClusterError.NODE_NAME_TAKEN.because(
          "there is a node '"
              + self.name()
              + "' in the cluster already; give this one another name with pubsub.node");
    }
    LOG.info("Node '{}' is one of {}", self.name(), nodes.list());
    remember();
  }

  /** Has its histories begin with what others kept before it came. */
  private void remember() {
    CountDownLatch told = new CountDownLatch(1);
    mesh.askForPast().thenRun(told::countDown);
    await(told, recall, "Not all other nodes have told in {} what they keep; histories have holes");
    int signals = mesh.remember();
    if (signals > 0) {
      LOG.info("{} signals are here that others kept before", signals);
    }
  }

  @Override
  public void view(List<Node> view, boolean merged) {
    List<String> before = nodes.list();
    boolean taken = nodes.isTaken(view);
    displaced = taken;
    List<Node> settled = nodes.settle(view);
    mesh.view(taken ? List.of() : settled, merged);
    if (coordination != null) {
      coordination.view(taken ? List.of() : settled);
    }
    if (taken) {
      LOG.warn("An older node has the name '{}'; this one is alone until it goes", self.name());
    } else {
      named.countDown();
    }
    rosters.reorder();
    tell(before, nodes.list(), merged);
  }

  /** Whether it is one of the others; any thread. */
  Health health() {
    if (displaced) {
      return Health.degraded(
          "an older node has the name '"
              + self.name()
              + "', so this one is alone until that goes; give it another with pubsub.node");
    }
    return coordination != null && coordination.hasStopped()
        ? Health.degraded(
            "this voter could not keep its log and has stopped, as the log of the node says;"
                + " restart the node when its disk is mended")
        : Health.UP;
  }

  private void tell(List<String> before, List<String> now, boolean merged) {
    now.stream().filter(node -> !before.contains(node)).forEach(node -> tell("node_up", node));
    before.stream().filter(node -> !now.contains(node)).forEach(node -> tell("node_down", node));
    if (merged) {
      tell("partition_healed", self.name());
    }
  }

  private void tell(String type, String node) {
    LOG.info("{}: '{}', seen by '{}'", type, node, self.name());
    Gateway open = gateway;
    if (open != null) {
      open.tell(
          "lifecycle",
          "lifecycle:node",
          type,
          Map.of("node", node, "seen_by", self.name(), "nodes", nodes.list()));
    }
  }

  @Override
  public void frame(Node from, byte[] bytes, int offset, int length) {
    if (coordination != null && CoordinationNode.isPacket(bytes, offset, length)) {
      coordination.frame(from, bytes, offset, length);
    } else {
      mesh.frame(from, bytes, offset, length);
    }
  }

  /** From now on other nodes do without the subscriptions of this one. */
  @Override
  public void drain(Duration within) {
    CountDownLatch known = new CountDownLatch(1);
    mesh.withdraw().thenRun(known::countDown);
    await(known, within, "Not all other nodes know in {} that this one goes");
    // Some of what was sent before they knew is still under way, and would find nobody here.
    mesh.takeNoMore();
    awaitIdle(within);
  }

  private void awaitIdle(Duration within) {
    CountDownLatch idle = new CountDownLatch(1);
    glance(idle);
    await(idle, within, "Not all that waited for other nodes could be sent in {}");
  }

  private static void await(CountDownLatch latch, Duration within, String otherwise) {
    try {
      if (!latch.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn(otherwise, within);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void glance(CountDownLatch idle) {
    if (mesh.isIdle()) {
      idle.countDown();
    } else {
      time.schedule(GLANCE, () -> glance(idle));
    }
  }

  @Override
  public void stop() {
    mesh.takeNoMore();
    // What others of this node have said last, while they came to their end.
    awaitIdle(LAST_WORDS);
    if (coordination != null) {
      leave(coordination);
    }
    mesh.sayGoodbye();
    awaitIdle(LAST_WORDS);
    mesh.close();
    wire.close();
    gateway = null;
  }

  /** While others can still be told. */
  private static void leave(CoordinationNode coordination) {
    CountDownLatch left = new CountDownLatch(1);
    coordination.leave().whenComplete((nothing, failure) -> left.countDown());
    try {
      if (!left.await(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.info("The voters were not told that this node goes; they will find out");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    coordination.close();
  }

  @Override
  public Members members() {
    return nodes;
  }

  @Override
  public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
    return rosters.get(name, codec);
  }

  @Override
  public ClusterStats stats() {
    return new ClusterStats(
        self.name(),
        nodes.list(),
        mesh.peers(),
        mesh.lost(),
        mesh.refused(),
        coordination == null ? CoordinationStats.NONE : coordination.stats());
  }
}
