package dev.pubsub.core.lane;

/**
 * How long a worker that has run out of work stays awake before it sleeps. To wake a thread, and a
 * processor that sleeps with it, takes many times as long as one letter does.
 *
 * <ul>
 *   <li>After load, for as long as the bus says: over every short lull, and over one long one.
 *   <li>Else not at all, unless its last sleeps were over at once, as where somebody waits for each
 *       reply before he asks again: then about as long as they took, 50 µs at most. That span grows
 *       and shrinks as the one of the haltpoll governor of Linux ({@code
 *       drivers/cpuidle/governors/haltpoll.c}).
 * </ul>
 *
 * Used by one worker at a time.
 */
final class Lull {

  private static final int LOAD = 64;
  private static final long SHORT_NANOS = 50_000;
  private static final long FIRST_NANOS = 10_000;

  private final long afterLoad;
  private final long longest;
  // Letters without a long lull between them, up to what is load.
  private int streak;
  private long span;

  /** After load so many nanoseconds, and else no more than that either. */
  Lull(long afterLoad) {
    this.afterLoad = afterLoad;
    longest = Math.min(afterLoad, SHORT_NANOS);
  }

  /** So many letters were handled. */
  void took(int letters) {
    streak = Math.min(LOAD, streak + letters);
  }

  /** How long to stay awake now, in nanoseconds. */
  long span() {
    return streak == LOAD ? afterLoad : span;
  }

  /** There is work again after so many nanoseconds, through which the worker stayed awake. */
  void overAwake(long nanos) {
    if (nanos > longest) {
      streak = 0;
    }
  }

  /** There is work again after so many nanoseconds; the worker was asleep by then. */
  void overAsleep(long nanos) {
    streak = 0;
    // One that it could not have stayed awake through is long: it would poll in vain each time.
    if (nanos <= longest) {
      span = Math.min(longest, Math.max(FIRST_NANOS, span * 2));
    } else {
      span = span > FIRST_NANOS ? span / 2 : 0;
    }
  }
}
