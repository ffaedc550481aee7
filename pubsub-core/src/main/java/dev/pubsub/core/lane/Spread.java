package dev.pubsub.core.lane;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Way;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One group as it is spread over the nodes, seen from here. First a node is chosen, then one of its
 * members, by the node itself.
 *
 * <p>A node is chosen by weighted rendezvous hashing (Schindelhauer and Schomaker 2005) over the
 * key of a signal, or over its identity where it has no key: each has a part of the signals as
 * large as its part of the members, and all nodes that know of the same members choose the same for
 * a key.
 */
final class Spread {

  private final @Nullable Group here;
  private final GroupId id;
  private final Map<String, Integer> elsewhere;
  private final boolean present;
  private final Locality locality;

  /**
   * A group.
   *
   * @param here its members on this node, or null
   * @param elsewhere what it has on other nodes, or null
   */
  Spread(@Nullable Group here, GroupId id, Way.@Nullable Shares elsewhere, Locality locality) {
    this.here = here;
    this.id = id;
    this.elsewhere = elsewhere == null ? Map.of() : elsewhere.members();
    this.present = elsewhere != null && elsewhere.present();
    this.locality = locality;
  }

  GroupId id() {
    return id;
  }

  int membersHere() {
    return here == null ? 0 : here.size();
  }

  /** Chooses who is to have a signal that is published here. */
  void choose(Signal signal, Object publisher, Picks picks) {
    Group own = here;
    if (own == null || (!elsewhere.isEmpty() && !isForHere(own, signal))) {
      pass(signal, picks);
    } else {
      settle(own, signal, publisher, picks);
    }
  }

  /** Chooses who is to have a signal that was sent here to be had by one of the group. */
  void receive(Signal signal, Object publisher, Picks picks) {
    Group own = here;
    if (own == null) {
      pass(signal, picks);
    } else {
      settle(own, signal, publisher, picks);
    }
  }

  private void settle(Group own, Signal signal, Object publisher, Picks picks) {
    Member member = own.choose(signal, publisher);
    if (member == null) {
      pass(signal, picks);
    } else {
      picks.take(member);
    }
  }

  private void pass(Signal signal, Picks picks) {
    String node = nodeElsewhere(signal, elsewhere);
    if (node == null) {
      picks.miss();
    } else {
      picks.send(id, node);
    }
  }

  private boolean isForHere(Group own, Signal signal) {
    if (!present) {
      return own.size() > 0;
    }
    if (locality.first()) {
      return own.hasRoom(signal.priority());
    }
    int members = own.size();
    long subject = subject(signal);
    double ours = score(subject, locality.self(), members);
    return members > 0
        && elsewhere.entrySet().stream()
            .noneMatch(node -> score(subject, node.getKey(), node.getValue()) > ours);
  }

  /**
   * The node of the member elsewhere that is to have a signal; null where there is none.
   *
   * @param members how many there are, by node
   */
  static @Nullable String nodeElsewhere(Signal signal, Map<String, Integer> members) {
    long subject = subject(signal);
    String best = null;
    double highest = 0;
    for (Map.Entry<String, Integer> node : members.entrySet()) {
      double score = score(subject, node.getKey(), node.getValue());
      if (best == null || score > highest) {
        best = node.getKey();
        highest = score;
      }
    }
    return best;
  }

  private static long subject(Signal signal) {
    SignalId id = signal.id();
    return signal.key().isEmpty()
        ? Group.mix(id.high() ^ Group.mix(id.low()))
        : Group.mix(signal.key().hashCode());
  }

  private static double score(long subject, String node, int members) {
    long drawn = Group.mix(subject ^ Group.mix(node.hashCode()));
    // Above 0 and below 1, and the same on every machine.
    double uniform = ((drawn >>> 11) + 0.5) * 0x1.0p-53;
    return -members / StrictMath.log(uniform);
  }
}
