package dev.pubsub.cluster.interest;

import dev.pubsub.cluster.replica.RemoteSets;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the other nodes subscribe to, on one bus. Any thread; whoever asks for a topic takes no
 * lock, and sees all that was complete before.
 */
public final class RemoteInterest implements RemoteSets.Listener {

  private final PatternIndex<Takers> index;

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

  @Override
  public void changed(Node node, List<String> added, List<String> removed) {
    removed.forEach(pattern -> leave(node, pattern));
    added.forEach(pattern -> join(node, pattern));
  }

  private void join(Node node, String text) {
    parse(text)
        .ifPresent(
            pattern -> {
              Takers takers = index.obtain(pattern, any -> new Takers());
              List<Node> more = new ArrayList<>(takers.nodes);
              more.add(node);
              takers.nodes = List.copyOf(more);
            });
  }

  private void leave(Node node, String text) {
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

  /** Empty for what a node of another version calls a pattern; it is kept, so that sums agree. */
  private static Optional<TopicPattern> parse(String pattern) {
    try {
      return Optional.of(TopicPattern.parse(pattern, TopicSyntax.COLON));
    } catch (PubSubException e) {
      return Optional.empty();
    }
  }
}
