package dev.pubsub.resilience.resource;

import dev.pubsub.spi.flow.PressureLevel;
import java.time.Instant;

/**
 * A resource as it was at the last look.
 *
 * @param since when the level began
 */
record Status(
    String resource, long used, long limit, PressureLevel level, Marks marks, Instant since) {

  /** Of the limit; 0 where that is not known yet. */
  double percent() {
    return limit <= 0 ? 0 : 100.0 * used / limit;
  }
}
