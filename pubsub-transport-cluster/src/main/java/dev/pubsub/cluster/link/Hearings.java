package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Node;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** How much of each set of this node the others know. Any thread. */
final class Hearings {

  private final Map<String, Hearing> bySet = new ConcurrentHashMap<>();
  private final Executor executor;

  /** Whoever waits goes on by the executor. */
  Hearings(Executor executor) {
    this.executor = executor;
  }

  /** That of a set of this node. */
  Hearing of(String set) {
    return bySet.computeIfAbsent(set, any -> new Hearing(executor));
  }

  /** A node knows all changes of a set up to one. */
  void heard(String set, Node node, long sequence) {
    Hearing hearing = bySet.get(set);
    if (hearing != null) {
      hearing.heard(node, sequence);
    }
  }

  /** A node is gone. */
  void gone(Node node) {
    bySet.values().forEach(each -> each.gone(node));
  }

  /** Nobody is waited for any more. */
  void end() {
    bySet.values().forEach(Hearing::end);
  }
}
