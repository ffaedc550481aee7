package dev.pubsub.core.store;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Optional;

/**
 * Has the history free what is too old: four times in the span of the shortest age, but not more
 * often than each second, and each minute at least. The scheduler's thread is everybody's, so the
 * work is done in pieces.
 */
public final class Trimming {

  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final History history;
  private final Optional<Duration> age;
  private final Scheduler scheduler;
  private Cancellable next = () -> {};
  private boolean closed;

  /**
   * Trimming that is not started.
   *
   * @param age the shortest after which something goes; empty when nothing goes by its age
   */
  public Trimming(History history, Optional<Duration> age, Scheduler scheduler) {
    this.history = history;
    this.age = age;
    this.scheduler = scheduler;
  }

  /** Begins. */
  public void start() {
    age.map(Trimming::period).ifPresent(this::schedule);
  }

  private static Duration period(Duration age) {
    Duration quarter = age.dividedBy(4);
    Duration atMost = quarter.compareTo(LONGEST) > 0 ? LONGEST : quarter;
    return atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost;
  }

  private synchronized void schedule(Duration delay) {
    if (!closed) {
      next = scheduler.schedule(delay, this::trim);
    }
  }

  private void trim() {
    boolean more = false;
    try {
      more = history.trim();
    } finally {
      schedule(more ? PAUSE : period(age.orElseThrow()));
    }
  }

  /** Trims no more. */
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
