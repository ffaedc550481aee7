package dev.pubsub.cluster.link;

import dev.pubsub.cluster.stream.Inbound;
import dev.pubsub.cluster.wire.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has arrived of the numbered signals of other nodes. Any thread. */
final class Streams {

  private final Map<Node, Kept> all = new HashMap<>();
  private boolean stopped;

  private static final class Kept {
    private final Inbound inbound = new Inbound();
    private int dismissals;
  }

  /** That of a node that is there. */
  synchronized Inbound obtain(Node from) {
    Inbound inbound = all.computeIfAbsent(from, any -> new Kept()).inbound;
    if (stopped) {
      inbound.stop();
    }
    return inbound;
  }

  /** Nothing is taken any more, of nobody; what is being taken is taken when this returns. */
  synchronized void stop() {
    stopped = true;
    all.values().forEach(kept -> kept.inbound.stop());
  }

  synchronized @Nullable Inbound find(Node from) {
    Kept kept = all.get(from);
    return kept == null ? null : kept.inbound;
  }

  /** A node is gone, and may be back; returns which time this is. */
  synchronized int dismiss(Node node) {
    Kept kept = all.get(node);
    return kept == null ? 0 : ++kept.dismissals;
  }

  /** It has not come back since that time, and has sent its last. */
  synchronized void forget(Node node, int dismissal) {
    Kept kept = all.get(node);
    if (kept != null && kept.dismissals == dismissal) {
      all.remove(node);
    }
  }
}
