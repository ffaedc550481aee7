package dev.pubsub.cluster.link;

import dev.pubsub.cluster.interest.RemoteInterest.Taker;
import dev.pubsub.cluster.interest.RemoteInterest.Takers;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where the signals of a topic go, until interest changes.
 *
 * @param way as the bus sees it
 * @param passages the nodes that want every signal
 * @param assured the nodes where all that is sent of the topic must arrive, and those where some of
 *     it has yet to, since it must have when it was sent
 */
record TopicWay(Way way, Map<Peer, Passage> passages, Set<Peer> assured) {

  /** More takers than anybody has, and so few that they can still be added to others. */
  private static final int MANY = 1 << 30;

  /** The members of one group that are there, and those that are expected back. */
  private static final class Shared {
    private final Map<String, Integer> there = new HashMap<>();
    private final Map<String, Integer> away = new HashMap<>();

    void add(Peer peer, Taker taker) {
      if (!peer.isAway()) {
        there.merge(taker.node().name(), taker.members(), Integer::sum);
      } else if (taker.acknowledged()) {
        away.merge(taker.node().name(), taker.members(), Integer::sum);
      }
    }

    boolean isEmpty() {
      return there.isEmpty() && away.isEmpty();
    }

    Way.Shares shares(GroupId group) {
      return there.isEmpty()
          ? new Way.Shares(group, away, false)
          : new Way.Shares(group, there, true);
    }
  }

  /** What follows from what the nodes want; of one that is away only what must not be lost. */
  static TopicWay of(String bus, String topic, List<Takers> wanted, Peers peers) {
    Map<Peer, Passage> passages = new LinkedHashMap<>();
    Map<GroupId, Shared> groups = new LinkedHashMap<>();
    Set<Peer> assured = new HashSet<>();
    long takersThere = 0;
    for (Takers takers : wanted) {
      for (Taker taker : takers.all()) {
        Peer peer = peers.of(taker.node());
        if (peer == null || (peer.isAway() && !taker.acknowledged())) {
          continue;
        }
        // What stood under it may be on its way yet, and is not to be overtaken.
        if (taker.acknowledged() || peer.keeps(bus, topic)) {
          assured.add(peer);
        }
        if (taker.group().isEmpty()) {
          passages.put(peer, Passage.PLAIN);
          takersThere += peer.isAway() ? 0 : taker.members();
        } else {
          groups
              .computeIfAbsent(new GroupId(takers.pattern(), taker.group()), any -> new Shared())
              .add(peer, taker);
        }
      }
    }
    List<Way.Shares> shares = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          if (!members.isEmpty()) {
            shares.add(members.shares(group));
          }
        });
    Way way =
        new Way(
            !passages.isEmpty(),
            (int) Math.min(MANY, takersThere),
            shares,
            room(bus, topic, assured));
    return new TopicWay(way, passages, assured);
  }

  /** Whether a node still has members of the group for which it was chosen. */
  boolean leadsTo(Chosen chosen) {
    for (Way.Shares shares : way.groups()) {
      if (shares.group().equals(chosen.group())) {
        return shares.members().containsKey(chosen.node());
      }
    }
    return false;
  }

  /** Whether a member of a group is on a node that is there. */
  boolean isThere(GroupId group) {
    return way.groups().stream()
        .anyMatch(shares -> shares.present() && shares.group().equals(group));
  }

  private static BooleanSupplier room(String bus, String topic, Set<Peer> assured) {
    Peer[] all = assured.toArray(Peer[]::new);
    return all.length == 0 ? Way.ANY_ROOM : () -> haveRoom(bus, topic, all);
  }

  private static boolean haveRoom(String bus, String topic, Peer[] peers) {
    for (Peer peer : peers) {
      if (!peer.hasRoom(bus, topic)) {
        return false;
      }
    }
    return true;
  }
}
