package dev.pubsub.resilience.resource;

import java.util.function.LongSupplier;

/** A gauge that is read at once. */
record ReadGauge(String name, LongSupplier reading, LongSupplier bound) implements Gauge {

  @Override
  public long used() {
    return reading.getAsLong();
  }

  @Override
  public long limit() {
    return bound.getAsLong();
  }
}
