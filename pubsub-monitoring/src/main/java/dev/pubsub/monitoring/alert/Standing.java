package dev.pubsub.monitoring.alert;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was told and has not been taken back: each for a while, and so many at most, since what is
 * told has names that clients choose. Any thread.
 */
final class Standing {

  private static final int MOST = 256;

  private final long missed;
  private final Map<Cause, Long> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Cause, Long> eldest) {
          return size() > MOST;
        }
      };

  Standing(Duration missed) {
    this.missed = missed.toNanos();
  }

  synchronized void begins(Cause cause, long now) {
    told.remove(cause);
    told.put(cause, now);
  }

  synchronized void ends(Cause cause) {
    told.remove(cause);
  }

  /** What stands now, the oldest first. */
  synchronized List<Cause> at(long now) {
    told.values().removeIf(since -> now - since >= missed);
    return List.copyOf(told.keySet());
  }
}
