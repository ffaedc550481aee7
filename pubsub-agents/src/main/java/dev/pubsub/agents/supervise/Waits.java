package dev.pubsub.agents.supervise;

import dev.pubsub.agents.agent.Restart;
import java.time.Duration;

/** How long one that fails again and again waits for its restarts. */
final class Waits {

  /** What follows a first wait of zero. */
  static final Duration SECOND = Duration.ofMillis(100);

  private int row;
  private long lastStart;

  /** Notes a failure, and answers how long to wait. */
  Duration next(Restart rule, long nanoTime) {
    if (row > 0 && nanoTime - lastStart >= nanos(rule.longest())) {
      row = 0;
    }
    Duration wait = rule.backoff();
    for (int i = 0; i < row && wait.compareTo(rule.longest()) < 0; i++) {
      wait = wait.isZero() ? SECOND : wait.multipliedBy(2);
    }
    row++;
    return wait.compareTo(rule.longest()) < 0 ? wait : rule.longest();
  }

  /** It runs again. */
  void started(long nanoTime) {
    lastStart = nanoTime;
  }

  /** Centuries are as good as for ever. */
  static long nanos(Duration span) {
    try {
      return span.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
