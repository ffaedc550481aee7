package dev.pubsub.resilience.resource;

import dev.pubsub.spi.flow.PressureLevel;

/**
 * Watermarks in percent of the limit.
 *
 * @param soft from here on the level is high
 * @param hard from here on it is critical
 */
record Marks(int soft, int hard) {

  /** How far below a mark counts as below, in points. */
  static final int MARGIN = 5;

  Marks {
    if (soft <= MARGIN || soft >= hard || hard > 100) {
      throw new IllegalArgumentException(
          "the soft mark must be above %d%%, the hard one above it and not above 100%%"
              .formatted(MARGIN));
    }
  }

  /** The level that is reached at so many percent, whatever it was before. */
  PressureLevel reached(double percent) {
    return above(percent, hard, soft);
  }

  /** The worst level that so many percent do not let go of. */
  PressureLevel held(double percent) {
    return above(percent, hard - MARGIN, soft - MARGIN);
  }

  private static PressureLevel above(double percent, int critical, int high) {
    if (percent >= critical) {
      return PressureLevel.CRITICAL;
    }
    return percent >= high ? PressureLevel.HIGH : PressureLevel.NORMAL;
  }
}
