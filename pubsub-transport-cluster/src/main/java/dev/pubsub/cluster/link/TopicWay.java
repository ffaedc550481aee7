package dev.pubsub.cluster.link;

import dev.pubsub.cluster.interest.RemoteInterest.Taker;
import dev.pubsub.cluster.interest.RemoteInterest.Takers;
import dev.pubsub.cluster.wire.Passage;
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
 * @param sure those of them where every signal must arrive
 * @param assured the groups whose signals must arrive
 */
record TopicWay(Way way, Map<Peer, Passage> passages, Set<Peer> sure, Set<GroupId> assured) {

  /** Whether a signal is kept until it has arrived. */
  boolean assures(Peer peer, Passage passage) {
    if (sure.isEmpty() && assured.isEmpty()) {
      return false;
    }
    return (sure.contains(peer) && (passage.addressed() || passage.arrival().everyone()))
        || passage.arrival().groups().stream().anyMatch(assured::contains);
  }

  /** What follows from what the nodes want; of one that is away only what must not be lost. */
  static TopicWay of(List<Takers> wanted, Peers peers) {
    Map<Peer, Boolean> everyone = new LinkedHashMap<>();
    Map<GroupId, Map<String, Integer>> groups = new LinkedHashMap<>();
    Set<GroupId> assured = new HashSet<>();
    for (Takers takers : wanted) {
      for (Taker taker : takers.all()) {
        Peer peer = peers.of(taker.node());
        if (peer == null) {
          continue;
        }
        if (taker.group().isEmpty()) {
          if (taker.acknowledged() || !peer.isAway()) {
            everyone.merge(peer, taker.acknowledged(), Boolean::logicalOr);
          }
        } else if (!peer.isAway()) {
          GroupId group = new GroupId(takers.pattern(), taker.group());
          groups
              .computeIfAbsent(group, any -> new HashMap<>())
              .merge(taker.node().name(), taker.members(), Integer::sum);
          if (taker.acknowledged()) {
            assured.add(group);
          }
        }
      }
    }
    Map<Peer, Passage> passages = new LinkedHashMap<>();
    everyone.keySet().forEach(peer -> passages.put(peer, Passage.PLAIN));
    Set<Peer> sure = new HashSet<>();
    everyone.forEach(
        (peer, acknowledges) -> {
          if (acknowledges) {
            sure.add(peer);
          }
        });
    List<Way.Shares> shares = new ArrayList<>();
    groups.forEach((group, members) -> shares.add(new Way.Shares(group, members)));
    Set<Peer> asked = new HashSet<>(sure);
    groups.forEach(
        (group, members) -> {
          if (assured.contains(group)) {
            peers.there().stream()
                .filter(peer -> members.containsKey(peer.node().name()))
                .forEach(asked::add);
          }
        });
    return new TopicWay(new Way(!passages.isEmpty(), shares, room(asked)), passages, sure, assured);
  }

  private static BooleanSupplier room(Set<Peer> asked) {
    List<Peer> all = List.copyOf(asked);
    return all.isEmpty() ? Way.ANY_ROOM : () -> all.stream().allMatch(Peer::hasRoom);
  }
}
