package dev.pubsub.core.feed;

import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Looks at several things once in a while, one after the other; one that fails stops no other. */
public final class Rounds {

  private final Scheduler time;
  private final Duration interval;
  private final List<Runnable> looks;
  private final FailureLog failures;
  private volatile Cancellable next = () -> {};
  private volatile boolean closed;

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
    this.failures = new FailureLog(LoggerFactory.getLogger(Rounds.class), "'{}' failed", time);
  }

  /** Begins to look. */
  public void start() {
    if (!closed && !interval.isZero() && !looks.isEmpty()) {
      next = time.schedule(interval, this::look);
    }
  }

  /** Looks no more; a look that is under way goes on to its end. */
  public void close() {
    closed = true;
    next.cancel();
  }

  private void look() {
    for (Runnable look : looks) {
      if (!closed) {
        guarded(look);
      }
    }
    start();
  }

  private void guarded(Runnable look) {
    try {
      look.run();
    } catch (Throwable e) {
      // What it looks at may be gone already.
      if (!closed) {
        failures.failed(look.getClass().getName(), e);
      }
    }
  }
}
