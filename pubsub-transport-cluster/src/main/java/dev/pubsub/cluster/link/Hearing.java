package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** How much of what a node has told of one set the others know. Any thread. */
final class Hearing {

  private final Executor executor;
  private final Map<Node, Long> heard = new HashMap<>();
  private final List<Awaited> awaited = new ArrayList<>();

  private record Awaited(long sequence, Set<Node> missing, CompletableFuture<Void> done) {}

  /** Whoever waits goes on by the executor. */
  Hearing(Executor executor) {
    this.executor = executor;
  }

  /**
   * Completes when all of these know a change, or are gone.
   *
   * @param nodes asked for here, so that one that goes meanwhile is not waited for
   */
  synchronized CompletionStage<Void> all(Supplier<List<Node>> nodes, long sequence) {
    Set<Node> missing = new HashSet<>(nodes.get());
    missing.removeIf(node -> heard.getOrDefault(node, 0L) >= sequence);
    Awaited waiting = new Awaited(sequence, missing, new CompletableFuture<>());
    if (missing.isEmpty()) {
      waiting.done().complete(null);
    } else {
      awaited.add(waiting);
    }
    return waiting.done();
  }

  /** A node knows all changes up to one. */
  void heard(Node node, long sequence) {
    complete(
        () -> {
          heard.merge(node, sequence, Math::max);
          awaited.stream()
              .filter(each -> each.sequence() <= sequence)
              .forEach(each -> each.missing().remove(node));
        });
  }

  /** A node is gone. */
  void gone(Node node) {
    complete(
        () -> {
          heard.remove(node);
          awaited.forEach(each -> each.missing().remove(node));
        });
  }

  /** Nobody is waited for any more. */
  void end() {
    complete(() -> awaited.forEach(each -> each.missing().clear()));
  }

  private void complete(Runnable change) {
    List<Awaited> done;
    synchronized (this) {
      change.run();
      done = awaited.stream().filter(each -> each.missing().isEmpty()).toList();
      awaited.removeAll(done);
    }
    if (!done.isEmpty()) {
      // Whoever waits may do anything, and wait again.
      executor.execute(() -> done.forEach(each -> each.done().complete(null)));
    }
  }
}
