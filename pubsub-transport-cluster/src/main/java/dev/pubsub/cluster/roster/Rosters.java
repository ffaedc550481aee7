package dev.pubsub.cluster.roster;

import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The rosters of this node by name, each of which is shared as a set of texts. Any thread. */
public final class Rosters {

  /** What the names of their sets begin with; no bus has such a name. */
  private static final String SET = "roster/";

  private final Node self;
  private final Members members;
  private final BiConsumer<String, Shared> share;
  private final Consumer<Shared> gather;
  private final Map<String, SharedRoster<?, ?>> byName = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param self this node
   * @param members by whose order it is decided whose entry is seen
   * @param share has a set shared under a name
   * @param gather has the others told that this node has changed its part
   */
  public Rosters(
      Node self, Members members, BiConsumer<String, Shared> share, Consumer<Shared> gather) {
    this.self = self;
    this.members = members;
    this.share = share;
    this.gather = gather;
  }

  /**
   * A roster, made when it is first asked for.
   *
   * @param name of the roster
   * @param codec how its entries are written
   * @param <K> the keys
   * @param <V> the values
   * @return the same for each name
   */
  // Whoever uses a name knows the types.
  @SuppressWarnings("unchecked")
  public <K, V> Roster<K, V> get(String name, RosterCodec<K, V> codec) {
    return (Roster<K, V>) byName.computeIfAbsent(name, any -> make(name, codec));
  }

  private <K, V> SharedRoster<K, V> make(String name, RosterCodec<K, V> codec) {
    LocalSet local = new LocalSet(SET + name, self.life());
    SharedRoster<K, V> roster =
        new SharedRoster<>(self.name(), new EntryText<>(name, codec), local, gather, this::age);
    share.accept(SET + name, roster);
    return roster;
  }

  /** The first is seen: that of this node before all others. */
  private int age(String node) {
    if (node.equals(self.name())) {
      return -1;
    }
    List<String> oldestFirst = members.list();
    int place = oldestFirst.indexOf(node);
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /** The nodes are others than before, or in another order. */
  public void reorder() {
    byName.values().forEach(SharedRoster::reorder);
  }
}
