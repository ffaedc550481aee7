package dev.pubsub.core.feed;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.List;

/** Looks at several things once in a while, one after the other. */
public final class Rounds {

  private final Scheduler time;
  private final Duration interval;
  private final List<Runnable> looks;
  // Guarded by this.
  private Cancellable next = () -> {};
  private boolean closed;

  /**
   * Not started.
   *
   * @param interval zero for never
   * @param looks called by one thread at a time; must not block
   */
  public Rounds(Scheduler time, Duration interval, List<Runnable> looks) {
    this.time = time;
    this.interval = interval;
    this.looks = List.copyOf(looks);
  }

  /** Begins to look. */
  public synchronized void start() {
    if (!closed && !interval.isZero() && !looks.isEmpty()) {
      next = time.schedule(interval, this::look);
    }
  }

  /** Looks no more. */
  public synchronized void close() {
    closed = true;
    next.cancel();
  }

  private synchronized void look() {
    if (!closed) {
      try {
        looks.forEach(Runnable::run);
      } finally {
        start();
      }
    }
  }
}
