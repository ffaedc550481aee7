package dev.pubsub.cluster.link;

import dev.pubsub.Delivery;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.cluster.interest.RemoteInterest;
import dev.pubsub.cluster.interest.RemoteInterest.Takers;
import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.RemoteSets;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bus that is shared with other nodes. What is published here is written once and handed to each
 * node that wants it; what comes from there goes into the bus by its link.
 */
public final class BusLink implements Outlet, Shared, AutoCloseable {

  /** Mail of agents goes where the agent lives, not to every node that has agents. */
  private static final String MAIL = "agent.direct.";

  private static final String RESERVED = TopicSyntax.RESERVED + TopicSyntax.COLON.separator();

  /** As many topics as it remembers the way of; then it begins anew. */
  private static final int MANY = 100_000;

  private final String bus;
  private final LocalSet local;
  private final RemoteInterest interest;
  private final RemoteSets remote;
  private final Peers peers;
  private final Consumer<Shared> gather;
  private final Losses losses;
  private final Uncarried uncarried;
  private volatile @Nullable Link link;
  // Thrown away when interest changes; what is found by an older one goes into the older one.
  private volatile Map<String, List<Peer>> ways = new ConcurrentHashMap<>();

  // Of whoever receives, which is one thread at a time.
  private final FrameWriter writer = new FrameWriter(1024);
  private final List<Peer> touched = new ArrayList<>();

  BusLink(
      String bus,
      LocalSet local,
      PatternIndex<Takers> index,
      Peers peers,
      Consumer<Shared> gather,
      Losses losses,
      Uncarried uncarried) {
    this.bus = bus;
    this.local = local;
    this.interest = new RemoteInterest(index);
    this.remote = new RemoteSets(interest);
    this.peers = peers;
    this.gather = gather;
    this.losses = losses;
    this.uncarried = uncarried;
  }

  @Override
  public LocalSet local() {
    return local;
  }

  @Override
  public RemoteSets remote() {
    return remote;
  }

  /**
   * Has it bring in what comes.
   *
   * @param entrance of the bus, closed with this
   */
  public void begin(Link entrance) {
    link = entrance;
  }

  @Override
  public boolean wants(String topic) {
    return !ways(topic).isEmpty();
  }

  @Override
  public void interest(String pattern, boolean wanted) {
    if (!pattern.startsWith(MAIL) && local.change(pattern, wanted)) {
      gather.accept(this);
    }
  }

  @Override
  public boolean reaches(String node) {
    return peers.named(node) != null;
  }

  @Override
  public void receive(Delivery delivery) {
    Signal signal = delivery.signal();
    List<Peer> takers = takers(signal);
    if (takers.isEmpty()) {
      return;
    }
    writer.back(0);
    String fault = SignalCodec.write(writer, signal);
    if (fault != null) {
      losses.add(Loss.NOT_CARRIED.word(), takers.size());
      uncarried.tell(bus, fault);
      return;
    }
    Parcel parcel = new Parcel(bus, writer.toBytes());
    for (int i = 0; i < takers.size(); i++) {
      hand(parcel, takers.get(i));
    }
  }

  private List<Peer> takers(Signal signal) {
    String node = signal.headers().getOrDefault(NodeHeaders.TO, "");
    if (node.isEmpty()) {
      return ways(signal.topic());
    }
    Peer alone = peers.named(node);
    if (alone == null) {
      losses.add(Loss.NODE_GONE.word(), 1);
      return List.of();
    }
    return List.of(alone);
  }

  private void hand(Parcel parcel, Peer peer) {
    peer.take(parcel);
    if (peer.hasFrame()) {
      peer.wake();
    }
    if (!touched.contains(peer)) {
      touched.add(peer);
    }
  }

  @Override
  public void endOfBatch() {
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).wake();
    }
    touched.clear();
  }

  private List<Peer> ways(String topic) {
    Map<String, List<Peer>> now = ways;
    List<Peer> known = now.get(topic);
    return known == null ? find(topic, now) : known;
  }

  private List<Peer> find(String topic, Map<String, List<Peer>> into) {
    List<Peer> found = new ArrayList<>();
    for (Node node : interest.nodes(topic)) {
      Peer peer = peers.of(node);
      if (peer != null) {
        found.add(peer);
      }
    }
    // An inbox gets few replies, and anybody may make up names of some.
    if (!topic.startsWith(RESERVED)) {
      if (into.size() >= MANY) {
        into.clear();
      }
      into.put(topic, List.copyOf(found));
    }
    return found;
  }

  /** Others want other topics than before, or there are others. */
  @Override
  public void changed() {
    ways = new ConcurrentHashMap<>();
    Link entrance = link;
    if (entrance != null) {
      entrance.reroute();
    }
  }

  /** Brings in what was published on another node; counts what is refused. */
  void enter(List<Signal> signals, Losses refused) {
    Link entrance = link;
    if (entrance == null) {
      refused.add("CLOSED", signals.size());
      return;
    }
    for (Signal signal : signals) {
      if (entrance.enter(signal) instanceof Rejected rejected) {
        refused.add(rejected.code().name(), 1);
      }
    }
  }

  @Override
  public void close() {
    Link entrance = link;
    link = null;
    if (entrance != null) {
      entrance.close();
    }
  }
}
