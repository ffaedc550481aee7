package dev.pubsub.resilience.share;

import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The other nodes: those that are seen, and those that were, a while ago. */
final class Neighbours {

  private static final class Neighbour {
    private final long first;
    private long last;
    private @Nullable NodeDemand told;

    Neighbour(long first) {
      this.first = first;
    }
  }

  private final Members members;
  private final Roster<String, NodeDemand> roster;
  private final long settling;
  private final int expected;
  private final long started;
  private final Map<String, Neighbour> known = new HashMap<>();
  private final Set<String> leavers = ConcurrentHashMap.newKeySet();
  private final Lately seen;
  private int largest = 1;

  Neighbours(
      Members members,
      Roster<String, NodeDemand> roster,
      Duration settling,
      int expected,
      long started) {
    this.members = members;
    this.roster = roster;
    this.settling = settling.toNanos();
    this.expected = expected;
    this.started = started;
    this.seen = new Lately(members.list().size());
    roster.watch(this::changed);
  }

  /** Who says that it leaves, and goes, has not been cut off. */
  private void changed(
      String node, Optional<? extends NodeDemand> before, Optional<? extends NodeDemand> after) {
    if (after.isPresent()) {
      leavers.remove(node);
    } else if (before.filter(NodeDemand::leaving).isPresent()) {
      leavers.add(node);
    }
  }

  /** Looks who is there, and what they tell. */
  void look(long now) {
    List<String> present = members.list();
    for (String node : present) {
      if (!node.equals(members.self())) {
        Neighbour neighbour = known.computeIfAbsent(node, any -> new Neighbour(now));
        neighbour.last = now;
        NodeDemand heard = roster.entries().get(node);
        neighbour.told = heard == null ? neighbour.told : heard;
      }
    }
    seen.set(present.size(), now);
    leavers.removeIf(node -> !present.contains(node) && left(node));
    largest = Math.max(largest, present.size());
    known.values().removeIf(each -> now - each.last > settling);
  }

  private boolean left(String node) {
    largest--;
    known.remove(node);
    return true;
  }

  int seen() {
    return (int) seen.present();
  }

  int largest() {
    return Math.max(largest, expected);
  }

  /**
   * How much of the rate those may have together who see each other. Who has just started may be
   * counted elsewhere as the process that it was before, so that it has half of that.
   */
  double side(long now) {
    int times = now - started < settling ? 1 : 2;
    return Math.min(1, times * seen.least(now - settling - 1, now - settling) / largest());
  }

  /** Since when each of them that tells anything wants what it was heard to want. */
  Map<String, Long> heard() {
    Map<String, Long> heard = new HashMap<>();
    known.forEach(
        (node, each) -> {
          if (each.told != null) {
            heard.put(node, each.told.since());
          }
        });
    return heard;
  }

  /** The moment at which this node told what all of them reckon with, or something later. */
  long heardByAll(long now) {
    return known.values().stream().mapToLong(each -> heardBy(each, now)).min().orElse(now);
  }

  /** Who tells nothing has nothing to share, in the end. */
  private long heardBy(Neighbour neighbour, long now) {
    long oldest = now - settling;
    if (neighbour.told == null) {
      return now - neighbour.first < settling ? oldest : now;
    }
    long heard = neighbour.told.heard().getOrDefault(members.self(), oldest);
    return heard - oldest < 0 || heard - now > 0 ? oldest : heard;
  }

  /** What each of the others wants that shares something, which was new here at a moment. */
  List<Double> wanted(String name, long first, long now) {
    return known.values().stream().flatMap(each -> wanted(each, name, first, now)).toList();
  }

  /** Who is new, or might hear of something new yet, and does not tell, may want all there is. */
  private Stream<Double> wanted(Neighbour neighbour, String name, long first, long now) {
    NodeDemand told = neighbour.told;
    Double wanted = told == null ? null : told.wanted().get(name);
    if (wanted != null) {
      return Stream.of(wanted);
    }
    boolean isNew = now - first < settling || (told == null && now - neighbour.first < settling);
    return isNew ? Stream.of(Double.MAX_VALUE) : Stream.of();
  }
}
