package dev.pubsub.spi.flow;

/** How scarce a resource is. */
public enum PressureLevel {
  /** There is enough. */
  NORMAL,
  /** It is above its soft watermark: what can be done without is given up. */
  HIGH,
  /** It is above its hard watermark: nothing new is begun. */
  CRITICAL;

  /**
   * Compares.
   *
   * @param other another level
   * @return whether this one is the other, or worse
   */
  public boolean isAtLeast(PressureLevel other) {
    return compareTo(other) >= 0;
  }
}
