package dev.pubsub.cluster.interest;

import dev.pubsub.cluster.interest.KnownInterest.Change;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the other nodes subscribe to, on one bus. Any thread; whoever asks for a topic takes no
 * lock, and sees all that was complete before.
 */
public final class RemoteInterest {

  private final PatternIndex<Takers> index;
  private final Map<Node, KnownInterest> known = new HashMap<>();

  /** Which nodes subscribe to a pattern; one that writes it in two ways is there twice. */
  public static final class Takers {
    // Replaced, never changed.
    private volatile List<Node> nodes = List.of();

    private Takers() {}
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
   * The nodes that want the signals of a topic.
   *
   * @param topic the full name
   * @return each once
   */
  public List<Node> nodes(String topic) {
    Set<Node> nodes = new LinkedHashSet<>();
    index.match(topic).forEach(takers -> nodes.addAll(takers.nodes));
    return List.copyOf(nodes);
  }

  /**
   * A node is there. What it says is heeded from now on.
   *
   * @param node that was not there
   */
  public synchronized void admit(Node node) {
    known.putIfAbsent(node, new KnownInterest());
  }

  /**
   * A node is gone, and its interest with it.
   *
   * @param node that was there
   * @return whether it wanted anything
   */
  public synchronized boolean forget(Node node) {
    KnownInterest gone = known.remove(node);
    if (gone == null || gone.patterns().all().isEmpty()) {
      return false;
    }
    List.copyOf(gone.patterns().all()).forEach(pattern -> leave(node, gone, pattern));
    return true;
  }

  /**
   * A node tells of its interest.
   *
   * @param node who tells it
   * @param told what
   * @return nothing for a node that is not there
   */
  public synchronized Effect hear(Node node, Frame.Interest told) {
    KnownInterest interest = known.get(node);
    if (interest == null) {
      return Effect.NONE;
    }
    if (told instanceof Frame.Snapshot snapshot) {
      return apply(node, interest, interest.snapshot(snapshot));
    }
    if (told instanceof Frame.Delta delta && !interest.includes(delta)) {
      return interest.hasGapBefore(delta)
          ? missed(interest)
          : apply(node, interest, interest.delta(delta));
    }
    if (told instanceof Frame.Digest digest && interest.differs(digest)) {
      interest.askAgain();
      return missed(interest);
    }
    return Effect.NONE;
  }

  private static Effect missed(KnownInterest interest) {
    return interest.ask() ? Effect.MISSED : Effect.NONE;
  }

  private Effect apply(Node node, KnownInterest interest, @Nullable Change change) {
    if (change == null) {
      return Effect.NONE;
    }
    change.removed().forEach(pattern -> leave(node, interest, pattern));
    change.added().forEach(pattern -> join(node, interest, pattern));
    boolean changed = !change.added().isEmpty() || !change.removed().isEmpty();
    return new Effect(changed, false);
  }

  private void join(Node node, KnownInterest interest, String text) {
    if (interest.patterns().add(text)) {
      parse(text)
          .ifPresent(
              pattern -> {
                Takers takers = index.obtain(pattern, any -> new Takers());
                List<Node> more = new ArrayList<>(takers.nodes);
                more.add(node);
                takers.nodes = List.copyOf(more);
              });
    }
  }

  private void leave(Node node, KnownInterest interest, String text) {
    if (interest.patterns().remove(text)) {
      parse(text)
          .ifPresent(
              pattern -> {
                Takers takers = index.obtain(pattern, any -> new Takers());
                List<Node> fewer = new ArrayList<>(takers.nodes);
                fewer.remove(node);
                takers.nodes = List.copyOf(fewer);
                if (takers.nodes.isEmpty()) {
                  index.remove(pattern);
                }
              });
    }
  }

  /** Empty for what a node of another version calls a pattern; it is kept, so that sums agree. */
  private static Optional<TopicPattern> parse(String pattern) {
    try {
      return Optional.of(TopicPattern.parse(pattern, TopicSyntax.COLON));
    } catch (PubSubException e) {
      return Optional.empty();
    }
  }

  /**
   * What a node subscribes to as far as is known.
   *
   * @param node which one
   * @return a copy; empty for a node that is not there
   */
  public synchronized Set<String> patterns(Node node) {
    KnownInterest interest = known.get(node);
    return interest == null ? Set.of() : Set.copyOf(interest.patterns().all());
  }

  /**
   * How much a node subscribes to as far as is known.
   *
   * @param node which one
   * @return how many patterns
   */
  public synchronized int count(Node node) {
    KnownInterest interest = known.get(node);
    return interest == null ? 0 : interest.patterns().all().size();
  }
}
