package dev.pubsub.cluster.link;

import dev.pubsub.cluster.interest.RemoteInterest.Takers;
import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.stream.Numbered;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.topic.PatternIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Every node beside every other. A node greets each that it has not seen before; whoever is greeted
 * tells what is subscribed to at its place, and from then on what changes. Every few seconds all
 * compare what they know, so whatever was lost on the way is found.
 */
public final class Mesh {

  /** How often it is looked at what has not arrived. */
  private static final Duration RETRY = Duration.ofMillis(500);

  /** How many strangers are remembered who greeted before they were seen. */
  private static final int STRANGERS = 1000;

  private final Node self;
  private final Wire wire;
  private final Scheduler time;
  private final Executor executor;
  private final Bounds bounds;
  private final Map<String, BusLink> links = new ConcurrentHashMap<>();
  private final Map<String, Shared> sets = new ConcurrentHashMap<>();
  private final Peers peers = new Peers();
  // Guarded by this, like all changes of the peers.
  private long streams = 1;
  private final Map<Node, Integer> greeted = new LinkedHashMap<>();
  private final Streams inbound = new Streams();
  private final Hearings hearings;
  private final Telling telling;
  private final Reception reception;
  private final Orphans orphans = new Orphans(links, peers);
  private final Backfill backfill = new Backfill();
  private final AtomicBoolean restless = new AtomicBoolean();
  private final Losses losses = new Losses();
  private final Losses refused = new Losses();
  private final Uncarried uncarried;
  private volatile boolean closed;

  /**
   * Begins alone.
   *
   * @param self this node
   * @param wire to the others
   * @param time when changes are told and knowledge is compared
   * @param executor runs what may wait for a node that is sent something
   * @param bounds how much, and how often
   */
  public Mesh(Node self, Wire wire, Scheduler time, Executor executor, Bounds bounds) {
    this.self = self;
    this.wire = wire;
    this.time = time;
    this.executor = executor;
    this.bounds = bounds;
    this.uncarried = new Uncarried(time);
    this.hearings = new Hearings(executor);
    this.telling = new Telling(sets.values(), peers, hearings, time, bounds);
    PastTelling past = new PastTelling(time, executor, bounds, losses, uncarried);
    this.reception =
        new Reception(links, sets, peers, inbound, hearings, refused, past, new Answers());
  }

  /**
   * Shares a bus.
   *
   * @param bus its name
   * @param index an empty one, by the rules of the bus
   * @return what is to be connected with the bus
   */
  public BusLink share(String bus, PatternIndex<Takers> index) {
    LocalSet local = new LocalSet(bus, self.life());
    BusLink link =
        new BusLink(
            bus,
            local,
            index,
            peers,
            this::gatherSoon,
            () -> telling.known(local),
            losses,
            uncarried);
    links.put(bus, link);
    sets.put(bus, link);
    return link;
  }

  /**
   * Shares a set of texts, at any time.
   *
   * @param name by which all nodes know it, and that is the name of no bus
   * @param shared what this node and the others have of it
   */
  public synchronized void share(String name, Shared shared) {
    sets.put(name, shared);
    for (Peer peer : peers.all()) {
      shared.remote().admit(peer.node());
      telling.everything(peer, shared);
      peer.tell(Frames.write(new Frame.Wanted(name)));
    }
  }

  /**
   * Begins to compare what nodes know of each other, and to send again what has not arrived, until
   * this is closed.
   */
  public void begin() {
    telling.begin();
    time.schedule(RETRY, this::retry);
  }

  private void retry() {
    if (closed) {
      return;
    }
    peers.there().forEach(Peer::retry);
    if (restless.getAndSet(false)) {
      // Of some groups there may be members again that are there.
      orphans.takeOfThoseAway();
    }
    time.schedule(RETRY, this::retry);
  }

  /**
   * Tells the others what has changed, once it has been gathered for a moment.
   *
   * @param set that this node has changed
   */
  public void gatherSoon(Shared set) {
    restless.set(true);
    telling.soon(set.local());
  }

  /**
   * Others are there than before.
   *
   * @param nodes all, this one among them or not
   * @param merged whether some may not have seen this one for a while, although it saw them
   */
  public void view(List<Node> nodes, boolean merged) {
    List<Numbered> left = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        return;
      }
      for (Peer peer : peers.there()) {
        if (!nodes.contains(peer.node())) {
          left.addAll(leave(peer));
        }
      }
      for (Node node : nodes) {
        if (!node.equals(self)) {
          left.addAll(welcome(node, merged));
        }
      }
    }
    changed();
    orphans.passOn(left);
    orphans.takeOfThoseAway();
  }

  /**
   * A node is not seen any more. What must not be lost is kept for it for a while; where it is not
   * expected back, what others may have instead is returned.
   */
  private List<Numbered> leave(Peer peer) {
    int absence = peer.goAway();
    backfill.gone(peer);
    if (!isExpectedBack(peer)) {
      return dismiss(peer);
    }
    // Its entries go with it; what it subscribes to is remembered until it is given up.
    sets.entrySet().stream()
        .filter(set -> !links.containsKey(set.getKey()))
        .forEach(set -> set.getValue().remote().forget(peer.node()));
    hearings.gone(peer.node());
    time.schedule(bounds.absence(), () -> giveUp(peer, absence));
    return List.of();
  }

  private boolean isExpectedBack(Peer peer) {
    boolean missesSomething =
        !peer.isSettled() || links.values().stream().anyMatch(link -> link.isAssured(peer.node()));
    return missesSomething && peer.mayComeBack() && !bounds.absence().isZero();
  }

  private void giveUp(Peer peer, int absence) {
    List<Numbered> left;
    synchronized (this) {
      if (!peer.isStillAway(absence)) {
        return;
      }
      left = dismiss(peer);
    }
    changed();
    orphans.passOn(left);
  }

  private void changed() {
    restless.set(true);
    sets.values().forEach(Shared::changed);
  }

  /** Returns what was for groups, of which others may have it. */
  private List<Numbered> dismiss(Peer peer) {
    peers.remove(peer);
    // It may come back, and send again what has arrived already.
    int dismissal = inbound.dismiss(peer.node());
    time.schedule(bounds.absence().multipliedBy(2), () -> forgetStream(peer.node(), dismissal));
    sets.values().forEach(set -> set.remote().forget(peer.node()));
    hearings.gone(peer.node());
    return peer.close(losses, refused);
  }

  private void forgetStream(Node node, int dismissal) {
    if (peers.of(node) == null) {
      inbound.forget(node, dismissal);
    }
  }

  /** Returns what was for groups on a run of the same name that will not come back now. */
  private List<Numbered> welcome(Node node, boolean merged) {
    Peer known = peers.of(node);
    boolean isNew = known == null || known.isAway();
    Peer peer = known == null ? new Peer(node, streams++, wire, time, executor, bounds) : known;
    List<Numbered> left = known == null ? replace(node.name()) : List.of();
    if (isNew) {
      sets.values().forEach(set -> set.remote().admit(node));
      peers.add(peer);
      peer.comeBack();
    }
    if (isNew || merged) {
      peer.tell(Frames.write(new Frame.Hello(self.name(), Frames.LOWEST, Frames.HIGHEST)));
    }
    Integer version = greeted.remove(node);
    if (version != null) {
      tellEverything(peer, version);
    }
    if (known == null) {
      // Not before: what it does with a signal may be for what this node asks for.
      peer.begin();
    }
    return left;
  }

  private List<Numbered> replace(String name) {
    return peers.all().stream()
        .filter(other -> other.isAway() && other.node().name().equals(name))
        .toList()
        .stream()
        .flatMap(other -> dismiss(other).stream())
        .toList();
  }

  /**
   * A frame has come in.
   *
   * @param from who sent it
   * @param bytes hold it
   * @param offset where it begins
   * @param length how long it is
   */
  public void frame(Node from, byte[] bytes, int offset, int length) {
    if (!closed) {
      reception.frame(from, bytes, offset, length);
    }
  }

  private final class Answers implements Reception.Greeting {

    @Override
    public void greet(Node from, int version) {
      Mesh.this.greet(from, version);
    }

    @Override
    public void tell(Peer peer, Shared set) {
      telling.everything(peer, set);
    }

    @Override
    public void changed(Shared set) {
      restless.set(true);
      set.changed();
    }

    @Override
    public void heard(Peer peer, Frame.Past past) {
      backfill.heard(peer, past);
    }
  }

  private synchronized void greet(Node from, int version) {
    Peer peer = peers.of(from);
    if (peer != null && !peer.isAway()) {
      tellEverything(peer, version);
    } else {
      // It sees this node before it is seen here.
      if (greeted.size() == STRANGERS) {
        greeted.remove(greeted.keySet().iterator().next());
      }
      greeted.put(from, version);
    }
  }

  private void tellEverything(Peer peer, int version) {
    telling.everything(peer);
    // Not before: what it keeps is asked for behind what this node wants from now on.
    peer.speaks(version);
    backfill.greeted(peer);
  }

  /**
   * Asks the nodes that are there what their histories keep of topics that this node has repaired.
   *
   * @return completes when all have told, are gone, or cannot be asked
   */
  public CompletionStage<Void> askForPast() {
    Map<String, List<String>> wanted = new HashMap<>();
    links.forEach((bus, link) -> wanted.put(bus, link.repaired()));
    wanted.values().removeIf(List::isEmpty);
    return backfill.ask(peers.there(), wanted);
  }

  /**
   * Puts what was told so far in front of the histories here, once. May block, where stores do.
   *
   * @return how many signals the histories have taken
   */
  public int remember() {
    Map<String, List<Signal>> past = backfill.end();
    int taken = 0;
    for (Map.Entry<String, BusLink> each : links.entrySet()) {
      taken += each.getValue().remember(past.getOrDefault(each.getKey(), List.of()));
    }
    return taken;
  }

  /**
   * Whether all that waited for others that are there is sent, and has arrived where it must.
   *
   * @return true when there are none
   */
  public boolean isIdle() {
    return peers.there().stream().allMatch(peer -> peer.isIdle() && peer.isSettled());
  }

  /**
   * Has the others send nothing more for subscriptions of this node, so that other members of
   * groups have what its own would have had.
   *
   * @return completes when they know
   */
  public CompletionStage<Void> withdraw() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (BusLink link : links.values()) {
      link.withdraw();
      all.add(telling.known(link.local()).toCompletableFuture());
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /**
   * Takes nothing any more that must not be lost: those who sent it keep it, and have others of its
   * group have it once this node is gone. What was taken before is in its bus when this returns.
   */
  public void takeNoMore() {
    inbound.stop();
  }

  /** Tells the others what is gathered yet, and that this node leaves for good. */
  public void sayGoodbye() {
    telling.goodbye();
  }

  /**
   * The figures of each other node.
   *
   * @return in the order of their names
   */
  public List<PeerStats> peers() {
    Collection<BusLink> all = links.values();
    List<PeerStats> stats = new ArrayList<>();
    for (Peer peer : peers.all()) {
      stats.add(peer.stats(all.stream().mapToInt(link -> link.remote().count(peer.node())).sum()));
    }
    stats.sort(Comparator.comparing(PeerStats::node));
    return stats;
  }

  /**
   * Signals that were lost before it came to any node, or on the way to nodes that were given up.
   *
   * @return counts by reason, once for each node that wanted them
   */
  public Map<String, Long> lost() {
    return losses.counted();
  }

  /**
   * Frames that were not understood, or not meant for anybody here, and what was refused of nodes
   * that were given up.
   *
   * @return counts by reason
   */
  public Map<String, Long> refused() {
    return refused.counted();
  }

  /** Takes and gives nothing any more. */
  public void close() {
    telling.close();
    links.values().forEach(BusLink::close);
    synchronized (this) {
      closed = true;
      List.copyOf(peers.all()).forEach(this::dismiss);
    }
    hearings.end();
  }
}
