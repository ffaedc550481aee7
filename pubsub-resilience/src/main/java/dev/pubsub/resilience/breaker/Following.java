package dev.pubsub.resilience.breaker;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether a breaker that is closed opens because others are open: unless it knows better, its last
 * call having been well, and no longer ago than it would be open for. It is asked again after each
 * call, so that it follows with the first that is not well. Used under the lock of its breaker.
 */
final class Following {

  private static final SortedMap<String, Instant> NOWHERE =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  private final BreakerRule rule;
  private final Supplier<SortedMap<String, Instant>> elsewhere;
  private boolean wasWell;
  private long wellAt;

  /** Knows by a supplier which other nodes have the same breaker open, and since when. */
  Following(BreakerRule rule, Supplier<SortedMap<String, Instant>> elsewhere) {
    this.rule = rule;
    this.elsewhere = elsewhere;
  }

  boolean isWanted() {
    return rule.follow() > 0;
  }

  void called(boolean well, long now) {
    wasWell = well;
    wellAt = now;
  }

  boolean isDue(long now) {
    boolean knowsBetter = wasWell && now - wellAt < rule.open().toNanos();
    return isWanted() && !knowsBetter && elsewhere.get().size() >= rule.follow();
  }

  SortedMap<String, Instant> elsewhere() {
    return isWanted() ? elsewhere.get() : NOWHERE;
  }
}
