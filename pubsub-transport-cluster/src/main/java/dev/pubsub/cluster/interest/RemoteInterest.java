package dev.pubsub.cluster.interest;

import dev.pubsub.cluster.replica.RemoteSets;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the other nodes subscribe to, on one bus. Any thread; whoever asks for a topic takes no
 * lock, and sees all that was complete before.
 */
public final class RemoteInterest implements RemoteSets.Listener {

  private final PatternIndex<Takers> index;
  // Most are alike but for their node, and each is the only one of its pattern.
  private final Map<Node, List<Taker>> plain = new HashMap<>();
  private final Map<Node, Integer> assured = new ConcurrentHashMap<>();

  /**
   * A node that wants the signals of a pattern, or a share of them.
   *
   * @param node which one
   * @param group that shares them; empty where it wants all
   * @param members of the group on the node
   * @param acknowledged whether they are to be sent again until they have arrived
   */
  public record Taker(Node node, String group, int members, boolean acknowledged) {}

  /** Who wants the signals of one pattern; one that writes it in two ways is there twice. */
  public static final class Takers {
    private final String pattern;
    // Replaced, never changed.
    private volatile List<Taker> all = List.of();

    private Takers(String pattern) {
      this.pattern = pattern;
    }

    /**
     * What they want.
     *
     * @return the pattern as it was told first
     */
    public String pattern() {
      return pattern;
    }

    /**
     * Who they are.
     *
     * @return as it is now
     */
    public List<Taker> all() {
      return all;
    }
  }

  /**
   * Nothing is known yet.
   *
   * @param index an empty one
   */
  public RemoteInterest(PatternIndex<Takers> index) {
    this.index = index;
  }

  /**
   * Those who want the signals of a topic.
   *
   * @param topic the full name
   * @return by pattern
   */
  public List<Takers> of(String topic) {
    return index.match(topic);
  }

  @Override
  public void changed(Node node, List<String> added, List<String> removed) {
    // Who looks meanwhile must not find that nobody wants what the node wants otherwise now.
    added.forEach(text -> DemandText.read(text).ifPresent(demand -> join(node, demand)));
    removed.forEach(text -> DemandText.read(text).ifPresent(demand -> leave(node, demand)));
    if (added.isEmpty()) {
      // It may be gone.
      plain.remove(node);
    }
  }

  private void join(Node node, Demand demand) {
    parse(demand.pattern())
        .ifPresent(
            pattern -> {
              Takers takers = index.obtain(pattern, Takers::new);
              takers.all = both(takers.all, alone(node, demand));
              count(node, demand, 1);
            });
  }

  private static List<Taker> both(List<Taker> some, List<Taker> others) {
    return some.isEmpty() ? others : Stream.concat(some.stream(), others.stream()).toList();
  }

  private void leave(Node node, Demand demand) {
    parse(demand.pattern())
        .ifPresent(
            pattern -> {
              Takers takers = index.obtain(pattern, Takers::new);
              List<Taker> fewer = new ArrayList<>(takers.all);
              if (fewer.remove(alone(node, demand).get(0))) {
                count(node, demand, -1);
              }
              takers.all = List.copyOf(fewer);
              if (takers.all.isEmpty()) {
                index.remove(pattern);
              }
            });
  }

  private void count(Node node, Demand demand, int more) {
    if (demand.acknowledged()) {
      assured.merge(node, more, (one, other) -> one + other == 0 ? null : one + other);
    }
  }

  /**
   * Whether a node must not miss some of what is published here.
   *
   * @param node which one
   * @return whether it has subscriptions that acknowledge, alone or in groups
   */
  public boolean isAssured(Node node) {
    return assured.containsKey(node);
  }

  private List<Taker> alone(Node node, Demand demand) {
    return demand.equals(Demand.ofAll(demand.pattern()))
        ? plain.computeIfAbsent(node, any -> List.of(new Taker(node, "", 1, false)))
        : List.of(new Taker(node, demand.group(), demand.members(), demand.acknowledged()));
  }

  /** Empty for what a node of another version calls a pattern; it is kept, so that sums agree. */
  private static Optional<TopicPattern> parse(String pattern) {
    try {
      return Optional.of(TopicPattern.parse(pattern, TopicSyntax.COLON));
    } catch (PubSubException e) {
      return Optional.empty();
    }
  }
}
