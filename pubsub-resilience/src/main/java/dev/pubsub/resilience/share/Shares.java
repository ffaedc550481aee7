package dev.pubsub.resilience.share;

import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts that this node has of what all nodes share.
 *
 * <p>Each node tells what is asked of it in a roster, and reckons its own part from what it has
 * heard, as {@link FairShare} says. Parts that were reckoned from the same figures sum to the rate.
 * The figures are never quite the same everywhere, so each node takes the worst for itself, within
 * the settling time, which must be longer than news and the discovery of a cut take together:
 *
 * <ul>
 *   <li><b>Of itself it takes the least that it has told since what all others say that they have
 *       heard of it,</b> and where one does not say so, within the settling time. So what others
 *       reckon with is no less than that. A part grows with what its owner wants and shrinks with
 *       what the others do; so no node takes more than it would if all reckoned with what each
 *       takes of itself, and by those figures the parts sum to the rate. Who wants more gets it
 *       when all have said that they know, about two seconds later; who wants less has given it
 *       away at once.
 *   <li><b>Who is there and has not been heard may want all,</b> also of what is new here, for the
 *       settling time; <b>who is gone may be behind a cut,</b> and counts as it was last heard. So
 *       nobody takes the part of another before that one must know what has happened.
 *   <li><b>Behind a cut,</b> a node that sees {@code s} of {@code n} nodes, {@code n} being how
 *       many there were at the most, reckons with the rate times {@code min(1, 2s/n)}. The sides of
 *       a cut sum to {@code n} nodes, hence to twice the rate at most, however many sides there
 *       are; and while half of the nodes see each other they have all of the rate. When sides meet
 *       again, a node goes by the fewest nodes that it has seen within the settling time.
 * </ul>
 *
 * <p>Nodes that leave by themselves say so and are forgotten. Those that fail are not, since nobody
 * can tell failing from being cut off: so when more than half of them are gone for good, the others
 * stay below the rate until as many are back, or they are started anew. A node that starts may take
 * the place of one that nobody has missed yet, and has half of what is said above for the settling
 * time. One that starts behind a cut cannot know how many there are, unless it is told how many to
 * expect.
 *
 * <p>One thread at a time.
 */
public final class Shares {

  /** The name of the roster. */
  public static final String ROSTER = "shares";

  private static final long SECOND = 1_000_000_000;

  private final Members members;
  private final Roster<String, NodeDemand> roster;
  private final long settling;
  private final Neighbours neighbours;
  private final Map<String, Demand> demands = new HashMap<>();
  private Map<String, Double> told = Map.of();
  private long since;
  private long measured;
  private boolean leaving;

  /**
   * Nothing is shared yet, and this node has told nothing.
   *
   * @param members the nodes that see each other
   * @param roster where they tell each other; of the name {@link #ROSTER}
   * @param settling how long news and the discovery of a cut take at the most
   * @param expected how many nodes there are to be at least
   * @param now the present count of nanoseconds
   */
  public Shares(
      Members members,
      Roster<String, NodeDemand> roster,
      Duration settling,
      int expected,
      long now) {
    this.members = members;
    this.roster = roster;
    this.settling = settling.toNanos();
    this.neighbours = new Neighbours(members, roster, settling, expected, now);
    this.measured = now;
    this.since = now;
  }

  /**
   * Looks at what was asked and heard, tells what has changed, and reckons.
   *
   * @param now the present count of nanoseconds
   * @param wants what is shared, by names that are the same on all nodes
   * @return the parts by the same names
   */
  public Map<String, Share> reckon(long now, Map<String, Want> wants) {
    neighbours.look(now);
    demands.keySet().retainAll(wants.keySet());
    boolean due = now - measured >= SECOND;
    double side = neighbours.side(now);
    long heard = neighbours.heardByAll(now);
    Map<String, Double> wanted = new HashMap<>();
    Map<String, Share> shares = new LinkedHashMap<>();
    wants.forEach(
        (name, want) -> {
          Demand demand = demands.computeIfAbsent(name, any -> new Demand(want.asked(), now));
          if (due) {
            demand.measure(want, measured, now);
          }
          wanted.put(name, demand.told());
          double own = demand.least(heard, now - settling);
          List<Double> others = neighbours.wanted(name, demand.first(), now);
          shares.put(name, share(want.rate(), side, own, others));
        });
    measured = due ? now : measured;
    since = wanted.equals(told) ? since : now;
    told = wanted;
    tell();
    return shares;
  }

  private void tell() {
    NodeDemand demand = new NodeDemand(told, since, neighbours.heard(), leaving);
    if (!demand.equals(roster.entries().get(members.self()))) {
      roster.put(members.self(), demand);
    }
  }

  private Share share(double rate, double side, double own, List<Double> others) {
    double part = others.isEmpty() ? side : FairShare.of(rate * side, own, others) / rate;
    return new Share(part, others.size() + 1, neighbours.seen(), neighbours.largest());
  }

  /** Tells the others that this node is about to go, so that they need not keep to less. */
  public void leave() {
    leaving = true;
    tell();
  }
}
