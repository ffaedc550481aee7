package dev.pubsub.core.route;

import dev.pubsub.topic.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One level of the tree of patterns. Read without a lock; written by one thread at a time.
 *
 * @param <T> what is kept for a pattern
 */
final class Node<T> {

  /** Whether further levels of a topic stay here: at a last {@code *}, and at {@code **}. */
  private final boolean swallows;

  // Most nodes have none, and there may be a million of them.
  private volatile Map<String, Node<T>> literals = Map.of();
  private volatile List<GlobEdge<T>> globs = List.of();
  private volatile @Nullable Node<T> one;
  private volatile @Nullable Node<T> tail;
  private volatile @Nullable Node<T> any;
  volatile @Nullable T value;

  Node(boolean swallows) {
    this.swallows = swallows;
  }

  private record GlobEdge<T>(Segment.Glob glob, Node<T> node) {}

  // ---- matching

  /** Adds this node to those reached, and what follows without a further level. */
  void reach(List<Node<T>> reached) {
    // Only a node that swallows levels can be reached in two ways.
    if (!swallows || !reached.contains(this)) {
      reached.add(this);
      Node<T> next = any;
      if (next != null) {
        next.reach(reached);
      }
    }
  }

  void step(String level, List<Node<T>> reached) {
    if (swallows) {
      reach(reached);
    }
    stepLiterally(level, reached);
    for (GlobEdge<T> edge : globs) {
      if (edge.glob.matches(level)) {
        edge.node.reach(reached);
      }
    }
    Node<T> next = one;
    if (next != null) {
      next.reach(reached);
    }
    next = tail;
    if (next != null) {
      next.reach(reached);
    }
  }

  void stepLiterally(String level, List<Node<T>> reached) {
    Node<T> next = literals.get(level);
    if (next != null) {
      next.reach(reached);
    }
  }

  void forEach(Consumer<? super T> visitor) {
    T own = value;
    if (own != null) {
      visitor.accept(own);
    }
    literals.values().forEach(child -> child.forEach(visitor));
    globs.forEach(edge -> edge.node.forEach(visitor));
    Stream.of(Optional.ofNullable(one), Optional.ofNullable(tail), Optional.ofNullable(any))
        .flatMap(Optional::stream)
        .forEach(child -> child.forEach(visitor));
  }

  boolean isLeaf() {
    return literals.isEmpty() && globs.isEmpty() && one == null && tail == null && any == null;
  }

  // ---- changing

  Node<T> childOrNew(Segment segment) {
    Node<T> child = child(segment);
    if (child == null) {
      boolean loops = segment instanceof Segment.Tail || segment instanceof Segment.AnyLevels;
      child = new Node<>(loops);
      setChild(segment, child);
    }
    return child;
  }

  /** Forgets the value at the end of a path, and every node that is not needed any more. */
  void remove(List<Segment> path, int depth) {
    if (depth == path.size()) {
      value = null;
      return;
    }
    Segment segment = path.get(depth);
    Node<T> child = child(segment);
    if (child != null) {
      child.remove(path, depth + 1);
      if (child.value == null && child.isLeaf()) {
        setChild(segment, null);
      }
    }
  }

  private @Nullable Node<T> child(Segment segment) {
    if (segment instanceof Segment.Literal literal) {
      return literals.get(literal.text());
    }
    if (segment instanceof Segment.Glob glob) {
      for (GlobEdge<T> edge : globs) {
        if (edge.glob.equals(glob)) {
          return edge.node;
        }
      }
      return null;
    }
    if (segment instanceof Segment.OneLevel) {
      return one;
    }
    return segment instanceof Segment.Tail ? tail : any;
  }

  private void setChild(Segment segment, @Nullable Node<T> child) {
    if (segment instanceof Segment.Literal literal) {
      setLiteral(literal.text(), child);
    } else if (segment instanceof Segment.Glob glob) {
      List<GlobEdge<T>> changed = new ArrayList<>(globs);
      changed.removeIf(edge -> edge.glob.equals(glob));
      if (child != null) {
        changed.add(new GlobEdge<>(glob, Objects.requireNonNull(child)));
      }
      globs = List.copyOf(changed);
    } else if (segment instanceof Segment.OneLevel) {
      one = child;
    } else if (segment instanceof Segment.Tail) {
      tail = child;
    } else {
      any = child;
    }
  }

  private void setLiteral(String level, @Nullable Node<T> child) {
    if (child == null) {
      literals.remove(level);
    } else if (literals.isEmpty()) {
      Map<String, Node<T>> first = new ConcurrentHashMap<>(2);
      first.put(level, child);
      literals = first;
    } else {
      literals.put(level, child);
    }
  }
}
