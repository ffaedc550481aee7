package dev.pubsub.cluster.link;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts by a word that says why. Any thread. */
final class Losses {

  private final Map<String, Long> counts = new TreeMap<>();
  private @Nullable Losses heir;

  synchronized void add(String why, long count) {
    if (heir != null) {
      heir.add(why, count);
    } else if (count > 0) {
      counts.merge(why, count, Long::sum);
    }
  }

  /** The counts that are not zero, as they are now. */
  synchronized Map<String, Long> counted() {
    return new TreeMap<>(counts);
  }

  /** Whoever counted here is gone: another one has what was counted, and what still will be. */
  synchronized void passTo(Losses other) {
    counts.forEach(other::add);
    counts.clear();
    heir = other;
  }
}
