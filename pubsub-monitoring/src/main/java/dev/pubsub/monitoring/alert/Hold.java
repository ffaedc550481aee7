package dev.pubsub.monitoring.alert;

import java.time.Duration;

/**
 * Whether an alert fires: from when its cause has held for a while, until it has not for another.
 * Not for use by several threads.
 */
final class Hold {

  enum Change {
    NONE,
    FIRED,
    CLEARED
  }

  private final long after;
  private final long clearAfter;
  private boolean firing;
  private boolean turning;
  private long turned;

  Hold(Duration after, Duration clearAfter) {
    this.after = after.toNanos();
    this.clearAfter = clearAfter.toNanos();
  }

  /**
   * One more look.
   *
   * @param now in nanoseconds
   */
  Change look(boolean holds, long now) {
    if (holds == firing) {
      turning = false;
      return Change.NONE;
    }
    turned = turning ? turned : now;
    turning = now - turned < (firing ? clearAfter : after);
    if (turning) {
      return Change.NONE;
    }
    firing = holds;
    return firing ? Change.FIRED : Change.CLEARED;
  }

  boolean isFiring() {
    return firing;
  }

  /** Neither fires nor is about to. */
  boolean isIdle() {
    return !firing && !turning;
  }
}
