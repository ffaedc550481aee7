package dev.pubsub.monitoring.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before one tries again: any time up to a bound, which doubles with each attempt
 * ("full jitter": M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * A time by chance.
   *
   * @param failed how many attempts have, 1 or more
   */
  Duration after(int failed) {
    Duration bound = first.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    long most = (bound.compareTo(longest) < 0 ? bound : longest).toNanos();
    return Duration.ofNanos(random.nextLong(most + 1));
  }
}
