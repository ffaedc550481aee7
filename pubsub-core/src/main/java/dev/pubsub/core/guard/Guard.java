package dev.pubsub.core.guard;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls subscribers and keeps whatever they throw from going further, an interruption of their
 * thread included: the next subscriber is called on the same one.
 *
 * <p>Failures are logged at most once a second with a stack trace; the next line says how many were
 * left out, so that a subscriber that always throws cannot fill a disk.
 */
public final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Scheduler time;
  private final AtomicLong quietUntil;
  private final AtomicLong unsaid = new AtomicLong();

  /** A guard with a log of its own pace. */
  public Guard(Scheduler time) {
    this.time = time;
    this.quietUntil = new AtomicLong(time.nanoTime());
  }

  /** Hands a signal over; false when the subscriber threw. */
  public boolean receive(Subscriber subscriber, Delivery delivery, String pattern) {
    try {
      subscriber.receive(delivery);
      return true;
    } catch (Throwable e) {
      failed(pattern, e);
      return false;
    }
  }

  /** Tells the end of a batch; false when the subscriber threw. */
  public boolean endOfBatch(Subscriber subscriber, String pattern) {
    try {
      subscriber.endOfBatch();
      return true;
    } catch (Throwable e) {
      failed(pattern, e);
      return false;
    } finally {
      endOfCalls();
    }
  }

  /** Instead of the end of a batch, for a subscriber that ended itself meanwhile. */
  public void endOfCalls() {
    Thread.interrupted();
  }

  private void failed(String pattern, Throwable e) {
    long now = time.nanoTime();
    long until = quietUntil.get();
    if (now - until < 0 || !quietUntil.compareAndSet(until, now + PAUSE)) {
      unsaid.incrementAndGet();
      return;
    }
    long more = unsaid.getAndSet(0);
    try {
      LOG.warn(
          "A subscriber of '{}' threw an exception ({} more since the last line like this)",
          pattern,
          more,
          e);
    } catch (Throwable unprintable) {
      // The exception is foreign too, and its message may be code that throws.
      unsaid.addAndGet(more + 1);
    }
  }
}
