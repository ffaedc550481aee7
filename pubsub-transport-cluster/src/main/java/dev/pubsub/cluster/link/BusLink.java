package dev.pubsub.cluster.link;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.cluster.interest.DemandText;
import dev.pubsub.cluster.interest.RemoteInterest;
import dev.pubsub.cluster.interest.RemoteInterest.Taker;
import dev.pubsub.cluster.interest.RemoteInterest.Takers;
import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.RemoteSets;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.stream.Numbered;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.Way;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bus that is shared with other nodes. What is published here is written once and handed to each
 * node that wants it; what comes from there goes into the bus by its link.
 */
public final class BusLink implements Outlet, Shared, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BusLink.class);

  /** Mail of agents goes where the agent lives, since it says so, and nowhere else. */
  private static final String MAIL = "agent.direct.";

  private static final String RESERVED = TopicSyntax.RESERVED + TopicSyntax.COLON.separator();

  private static final Passage ADDRESSED =
      new Passage(true, new Arrival(false, List.of(), 0), 0, 0);

  /** Nodes to which this thread may write itself, one after the other. */
  private static final int FEW = 3;

  /** As many topics as it remembers the way of; then it begins anew. */
  private static final int MANY = 100_000;

  private final String bus;
  private final LocalSet local;
  private final RemoteInterest interest;
  private final RemoteSets remote;
  private final Peers peers;
  private final Consumer<Shared> gather;
  private final Supplier<CompletionStage<Void>> known;
  private final Losses losses;
  private final Uncarried uncarried;
  private final Map<GroupId, Integer> ownGroups = new ConcurrentHashMap<>();
  private volatile @Nullable Link link;
  // Thrown away when interest changes; what is found by an older one goes into the older one.
  private volatile Map<String, TopicWay> ways = new ConcurrentHashMap<>();

  // Of whoever receives, which is one thread at a time.
  private final FrameWriter writer = new FrameWriter(1024);
  private final List<Peer> touched = new ArrayList<>();

  BusLink(
      String bus,
      LocalSet local,
      PatternIndex<Takers> index,
      Peers peers,
      Consumer<Shared> gather,
      Supplier<CompletionStage<Void>> known,
      Losses losses,
      Uncarried uncarried) {
    this.bus = bus;
    this.local = local;
    this.interest = new RemoteInterest(index);
    this.remote = new RemoteSets(interest);
    this.peers = peers;
    this.gather = gather;
    this.known = known;
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
  public Way way(String topic) {
    return ways(topic).way();
  }

  @Override
  public void demand(Demand demand, boolean wanted) {
    if (!demand.group().isEmpty()) {
      GroupId group = new GroupId(demand.pattern(), demand.group());
      // Another number of members is wanted before the former is not wanted any more, or after.
      ownGroups.merge(
          group, wanted ? 1 : -1, (one, other) -> one + other == 0 ? null : one + other);
    }
    if (!demand.pattern().startsWith(MAIL) && local.change(DemandText.write(demand), wanted)) {
      gather.accept(this);
    }
  }

  @Override
  public Map<String, Integer> subscribers(String topic) {
    Map<String, Integer> found = new HashMap<>();
    for (Takers takers : wanted(topic)) {
      for (Taker taker : takers.all()) {
        Peer peer = peers.of(taker.node());
        if (peer != null && !peer.isAway() && taker.members() > 0) {
          found.merge(taker.node().name(), taker.members(), Integer::sum);
        }
      }
    }
    return found;
  }

  private List<Takers> wanted(String topic) {
    return topic.startsWith(MAIL) ? List.of() : interest.of(topic);
  }

  @Override
  public CompletionStage<Void> known() {
    return known.get();
  }

  @Override
  public boolean reaches(String node) {
    return peers.named(node) != null;
  }

  @Override
  public void carry(Signal signal, Destinations to) {
    TopicWay way = ways(signal.topic());
    Map<Peer, Passage> passages = passages(signal, to, way);
    if (passages.isEmpty()) {
      return;
    }
    writer.back(0);
    String fault = SignalCodec.write(writer, signal);
    if (fault != null) {
      stay(signal, passages.values(), fault);
      return;
    }
    Parcel plain = Parcel.plain(bus, writer.toBytes());
    for (Map.Entry<Peer, Passage> each : passages.entrySet()) {
      hand(signal, each.getValue(), plain, each.getKey(), way);
    }
  }

  /** It is lost for others, but for groups: a member here may have it. */
  private void stay(Signal signal, Collection<Passage> passages, String fault) {
    uncarried.tell(bus, fault);
    for (Passage passage : passages) {
      boolean isLost = passage.addressed() || passage.arrival().everyone();
      losses.add(Loss.NOT_CARRIED.word(), isLost ? 1 : 0);
      passOn(signal, passage.arrival());
    }
  }

  /** By node for whom it is there. */
  private Map<Peer, Passage> passages(Signal signal, Destinations to, TopicWay way) {
    String node = signal.headers().getOrDefault(NodeHeaders.TO, "");
    if (!node.isEmpty()) {
      return alone(node);
    }
    if (to.chosen().isEmpty()) {
      return way.passages();
    }
    Map<Peer, Passage> passages =
        to.everyone() ? new LinkedHashMap<>(way.passages()) : new LinkedHashMap<>();
    for (Chosen chosen : to.chosen()) {
      Peer peer = peers.expected(chosen.node());
      if (peer == null || !way.leadsTo(chosen)) {
        // It has gone since it was chosen, or wants no more.
        passOn(signal, chosen.group(), to.hops());
      } else {
        passages.merge(
            peer,
            Passage.of(new Arrival(false, List.of(chosen.group()), to.hops())),
            BusLink::both);
      }
    }
    return passages;
  }

  private Map<Peer, Passage> alone(String node) {
    Peer peer = peers.named(node);
    if (peer == null) {
      losses.add(Loss.NODE_GONE.word(), 1);
      return Map.of();
    }
    return Map.of(peer, ADDRESSED);
  }

  private static Passage both(Passage one, Passage other) {
    List<GroupId> groups = new ArrayList<>(one.arrival().groups());
    groups.addAll(other.arrival().groups());
    boolean everyone = one.arrival().everyone() || other.arrival().everyone();
    return Passage.of(new Arrival(everyone, groups, other.arrival().hops()));
  }

  private void hand(Signal signal, Passage passage, Parcel plain, Peer peer, TopicWay way) {
    if (way.assured().contains(peer)) {
      keep(signal, passage, plain.signal(), peer);
    } else {
      peer.take(passage.isPlain() ? plain : Parcel.of(bus, passage, plain.signal()));
    }
    if (peer.hasFrame()) {
      peer.wake();
    }
    if (!touched.contains(peer)) {
      touched.add(peer);
    }
  }

  private void keep(Signal signal, Passage passage, byte[] written, Peer peer) {
    if (!peer.keep(bus, signal.topic(), passage, written)) {
      boolean isLost = passage.addressed() || passage.arrival().everyone();
      losses.add(Loss.NODE_GONE.word(), isLost ? 1 : 0);
      passOn(signal, passage.arrival());
    }
  }

  /** Of which topics this bus is to have what other nodes publish. */
  List<String> repaired() {
    Link entrance = link;
    return entrance == null ? List.of() : entrance.repaired();
  }

  /** What the history of this bus has of some topics; may block. */
  List<Signal> kept(List<String> patterns) {
    Link entrance = link;
    return entrance == null ? List.of() : entrance.kept(patterns);
  }

  /** Puts what others kept in front of the history of this bus, once; may block. */
  int remember(List<Signal> past) {
    Link entrance = link;
    try {
      return entrance == null ? 0 : entrance.remember(past);
    } catch (PubSubException e) {
      LOG.warn("The bus '{}' begins without what other nodes kept", bus, e);
      return 0;
    }
  }

  /** Wants nothing of other nodes any more, but for what the bus itself does; to be gathered. */
  void withdraw() {
    local.withdraw(text -> !text.startsWith(RESERVED));
  }

  /** Whether a node must not miss some of what is published here. */
  boolean isAssured(Node node) {
    return interest.isAssured(node);
  }

  /** Whether a member of a group is there, here or elsewhere, for what is sent to a topic. */
  boolean isThere(String topic, GroupId group) {
    return ownGroups.containsKey(group)
        || TopicWay.of(bus, topic, wanted(topic), peers).isThere(group);
  }

  /** Has others of the groups have what was kept for members on another node. */
  void passOn(Numbered kept) {
    try {
      passOn(SignalCodec.read(kept.signal()), kept.passage().arrival());
    } catch (MalformedFrame e) {
      throw new IllegalStateException("what was written here cannot be read", e);
    }
  }

  private void passOn(Signal signal, Arrival arrival) {
    arrival.groups().forEach(group -> passOn(signal, group, arrival.hops()));
  }

  private void passOn(Signal signal, GroupId group, int hops) {
    Link entrance = link;
    if (entrance == null) {
      losses.add(Loss.NODE_GONE.word(), 1);
    } else {
      entrance.passOn(signal, group, hops + 1);
    }
  }

  @Override
  public void endOfBatch() {
    boolean few = touched.size() <= FEW;
    for (int i = 0; i < touched.size(); i++) {
      Peer peer = touched.get(i);
      if (few) {
        peer.flush();
      } else {
        // Side by side: one after the other they would hold the lane up.
        peer.wake();
      }
    }
    touched.clear();
  }

  private TopicWay ways(String topic) {
    Map<String, TopicWay> now = ways;
    TopicWay known = now.get(topic);
    return known == null ? find(topic, now) : known;
  }

  private TopicWay find(String topic, Map<String, TopicWay> into) {
    TopicWay found = TopicWay.of(bus, topic, wanted(topic), peers);
    // An inbox gets few replies, and anybody may make up names of some.
    if (!topic.startsWith(RESERVED)) {
      if (into.size() >= MANY) {
        into.clear();
      }
      into.put(topic, found);
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

  /**
   * Brings in a signal of another node, and counts it if it is refused.
   *
   * @return false when it may be taken some time later
   */
  boolean enter(Signal signal, Passage passage, Losses refused) {
    Link entrance = link;
    if (entrance == null) {
      refused.add(StandardError.CLOSED.name(), passage.number() == 0 ? 1 : 0);
      return false;
    }
    PublishResult result =
        passage.addressed() ? entrance.enter(signal) : entrance.enter(signal, passage.arrival());
    if (!(result instanceof Rejected rejected)) {
      return true;
    }
    boolean later = passage.number() != 0 && !isForGood(rejected.code());
    if (!later) {
      refused.add(rejected.code().name(), 1);
    }
    return !later;
  }

  /** Whether the bus will never take it; whatever else it says may be otherwise some time later. */
  private static boolean isForGood(ErrorCode code) {
    return code == StandardError.BAD_TOPIC
        || code == StandardError.TOPIC_NOT_FOUND
        || code == StandardError.BAD_OPTION
        || code == StandardError.STALE_FENCE;
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
