package dev.pubsub.resilience.resource;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** The load of the processors in thousandths of one, a short burst of it taken down. */
final class LoadGauge implements Gauge {

  private static final int PROCESSOR = 1000;

  private final DoubleSupplier load;
  private final IntSupplier processors;
  private volatile double smooth;

  /**
   * Idle at first.
   *
   * @param load the share of all processors since it was last asked for; negative where not known
   */
  LoadGauge(DoubleSupplier load, IntSupplier processors) {
    this.load = load;
    this.processors = processors;
  }

  @Override
  public void look() {
    smooth = (smooth + Math.max(0, load.getAsDouble())) / 2;
  }

  @Override
  public String name() {
    return Watermarks.CPU;
  }

  @Override
  public long used() {
    return Math.round(smooth * limit());
  }

  @Override
  public long limit() {
    return (long) PROCESSOR * processors.getAsInt();
  }
}
