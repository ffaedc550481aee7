package dev.pubsub.core.session;

import dev.pubsub.BusPace;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a bus is: the counts are noted every five seconds, so those who publish and deliver pay
 * nothing for it.
 */
public final class Pulse {

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final int MINUTE = 12;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Publisher publisher;
  private final Totals totals;
  private final Scheduler time;
  // Guarded by this.
  private final Deque<Reading> readings = new ArrayDeque<>();
  private long beats;
  private boolean closed;
  private Cancellable next = () -> {};

  private record Reading(long nanos, long published, long delivered) {}

  /** Not started. */
  public Pulse(Publisher publisher, Totals totals, Scheduler time) {
    this.publisher = publisher;
    this.totals = totals;
    this.time = time;
  }

  /** Begins to note. */
  public synchronized void start() {
    note();
  }

  private synchronized void beat() {
    if (!closed) {
      if (++beats % MINUTE == 0) {
        totals.timings().turn();
      }
      note();
    }
  }

  private void note() {
    if (readings.size() == MINUTE) {
      readings.removeFirst();
    }
    readings.addLast(reading());
    next = time.schedule(BEAT, this::beat);
  }

  private Reading reading() {
    return new Reading(time.nanoTime(), publisher.published(), totals.delivered());
  }

  /** Notes nothing any more. */
  public synchronized void close() {
    closed = true;
    next.cancel();
  }

  synchronized BusPace pace() {
    Reading now = reading();
    Reading then = readings.isEmpty() ? now : readings.getFirst();
    double seconds = (now.nanos() - then.nanos()) / NANOS_PER_SECOND;
    return new BusPace(
        perSecond(now.published() - then.published(), seconds),
        perSecond(now.delivered() - then.delivered(), seconds),
        totals.timings().at(0.5),
        totals.timings().at(0.99));
  }

  private static double perSecond(long count, double seconds) {
    return seconds > 0 ? count / seconds : 0;
  }
}
