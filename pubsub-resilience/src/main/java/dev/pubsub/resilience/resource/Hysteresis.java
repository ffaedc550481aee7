package dev.pubsub.resilience.resource;

import dev.pubsub.spi.flow.PressureLevel;
import java.time.Duration;

/**
 * The level of a resource: it rises at once where a mark is reached, and falls when the figure has
 * been a margin below the mark for some time. Not for use by several threads.
 */
final class Hysteresis {

  private final Marks marks;
  private final long calm;
  private PressureLevel level = PressureLevel.NORMAL;
  private boolean falling;
  private long since;
  private PressureLevel worstSince = PressureLevel.NORMAL;

  Hysteresis(Marks marks, Duration calm) {
    this.marks = marks;
    this.calm = calm.toNanos();
  }

  /**
   * The level after one more look.
   *
   * @param percent of the limit
   * @param now in nanoseconds
   */
  PressureLevel after(double percent, long now) {
    PressureLevel reached = marks.reached(percent);
    PressureLevel held = marks.held(percent);
    if (held.isAtLeast(level)) {
      falling = false;
      level = reached.isAtLeast(level) ? reached : level;
      return level;
    }
    worstSince = falling && worstSince.isAtLeast(held) ? worstSince : held;
    since = falling ? since : now;
    falling = true;
    if (now - since >= calm) {
      falling = false;
      level = worstSince;
    }
    return level;
  }
}
