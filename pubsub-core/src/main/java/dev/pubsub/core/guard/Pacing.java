package dev.pubsub.core.guard;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has something said at most once a second, with how often it was left out before: whoever does it
 * again and again drives nothing else out. Any thread may use it; nothing blocks.
 */
public final class Pacing {

  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong leftOut = new AtomicLong();

  /** Ready for the first. */
  public Pacing(Scheduler time) {
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /** How many were left out since the last that was said; below zero when this one is, too. */
  public long turn() {
    long now = time.nanoTime();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE)) {
      leftOut.incrementAndGet();
      return -1;
    }
    return leftOut.getAndSet(0);
  }

  /** So many could not be said although it was their turn. */
  void missed(long count) {
    leftOut.addAndGet(count);
  }
}
