package dev.pubsub.resilience.resource;

import dev.pubsub.spi.Scheduler;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A gauge whose reading may take long: it is taken in the background, and the last one stands
 * meanwhile.
 */
final class SlowGauge implements Gauge {

  /** So that reading takes up to a twentieth of a processor. */
  private static final int REST = 19;

  /** What was read together. */
  record Reading(long used, long limit) {

    static final Reading NONE = new Reading(0, 0);

    /** The one of which the larger share is used. */
    static Reading fuller(Reading one, Reading other) {
      return (double) one.used * other.limit > (double) other.used * one.limit || other.limit == 0
          ? one
          : other;
    }
  }

  private final String name;
  private final Background taking;
  private volatile Reading last = Reading.NONE;

  SlowGauge(String name, Scheduler time, Executor executor, Supplier<Reading> take) {
    this.name = name;
    this.taking = new Background(name, time, executor, REST, () -> last = take.get());
  }

  @Override
  public void look() {
    taking.begin();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long used() {
    return last.used();
  }

  @Override
  public long limit() {
    return last.limit();
  }
}
