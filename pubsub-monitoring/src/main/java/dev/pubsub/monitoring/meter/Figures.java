package dev.pubsub.monitoring.meter;

import dev.pubsub.BusStats;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a bus. To count walks all its subscriptions, so all meters that are read within a
 * second are of one count. Any thread.
 */
final class Figures implements Supplier<BusStats> {

  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final Supplier<BusStats> count;
  private final Scheduler time;
  private @Nullable BusStats last;
  private long countedAt;

  Figures(Supplier<BusStats> count, Scheduler time) {
    this.count = count;
    this.time = time;
  }

  @Override
  public synchronized BusStats get() {
    long now = time.nanoTime();
    BusStats known = last;
    if (known == null || now - countedAt >= FRESH) {
      known = count.get();
      last = known;
      countedAt = now;
    }
    return known;
  }
}
