package dev.pubsub.core.route;

import dev.pubsub.topic.PatternIndex;
import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds all patterns that match a topic, each with the one value kept for it.
 *
 * <p>Plain names are in a hash map; patterns are in a tree with a node for each level, walked level
 * by level with the set of nodes that the topic can have reached. {@code **} stays in that set, so
 * no pattern makes the walk go back: the work is bounded by levels times nodes in the set.
 *
 * <p>Matching takes no lock and sees every change that was complete before it began; changes are
 * made one at a time.
 *
 * @param <T> what is kept for a pattern
 */
public final class TopicTree<T> implements PatternIndex<T> {

  private final TopicSyntax syntax;
  private final Map<String, T> exact = new ConcurrentHashMap<>();
  private final Node<T> root = new Node<>(false);

  /** An empty tree. */
  public TopicTree(TopicSyntax syntax) {
    this.syntax = syntax;
  }

  @Override
  public synchronized T obtain(TopicPattern pattern, Function<String, T> create) {
    if (pattern.isExact()) {
      return exact.computeIfAbsent(pattern.text(), create);
    }
    Node<T> node = root;
    for (Segment segment : pattern.segments()) {
      node = node.childOrNew(segment);
    }
    T value = node.value;
    if (value == null) {
      value = create.apply(pattern.text());
      node.value = value;
    }
    return value;
  }

  /** Whether there is a value for this very name. */
  public boolean hasExact(String name) {
    return exact.containsKey(name);
  }

  @Override
  public synchronized void remove(TopicPattern pattern) {
    if (pattern.isExact()) {
      exact.remove(pattern.text());
    } else {
      root.remove(pattern.segments(), 0);
    }
  }

  /** All values. */
  public void forEach(Consumer<? super T> visitor) {
    exact.values().forEach(visitor);
    root.forEach(visitor);
  }

  @Override
  public List<T> match(String topic) {
    List<T> found = new ArrayList<>();
    T own = exact.get(topic);
    if (own != null) {
      found.add(own);
    }
    if (!root.isLeaf()) {
      walk(syntax.levels(topic), found);
    }
    return found;
  }

  private void walk(String[] levels, List<T> found) {
    List<Node<T>> reached = new ArrayList<>();
    root.reach(reached);
    for (int i = 0; i < levels.length && !reached.isEmpty(); i++) {
      List<Node<T>> next = new ArrayList<>();
      boolean reserved = i == 0 && levels[0].equals(TopicSyntax.RESERVED);
      for (Node<T> node : reached) {
        if (reserved) {
          node.stepLiterally(levels[i], next);
        } else {
          node.step(levels[i], next);
        }
      }
      reached = next;
    }
    for (Node<T> node : reached) {
      @Nullable T value = node.value;
      if (value != null) {
        found.add(value);
      }
    }
  }
}
