package dev.pubsub.core.mailbox;

import dev.pubsub.Overflow;
import dev.pubsub.signal.Priority;

/**
 * How much may wait for a consumer, and what becomes of the rest.
 *
 * @param capacity how many letters of high priority may wait
 * @param soft how many others may
 * @param overflow never {@link Overflow#AS_CONFIGURED}
 */
public record Bounds(int capacity, int soft, Overflow overflow) {

  /** What is always let in: letters that are not counted. */
  static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Overflow.DROP_NEWEST);

  /** Bounds with a soft limit that is a part of the capacity, in percent. */
  public static Bounds of(int capacity, int softPercent, Overflow overflow) {
    int soft = (int) Math.max(1, (long) capacity * softPercent / 100);
    return new Bounds(capacity, soft, overflow);
  }

  /** How many letters may wait for one of this priority to be let in, itself included. */
  public int limit(Priority priority) {
    return priority == Priority.HIGH ? capacity : soft;
  }

  /** Whether a new letter is let in and one that waits must go; the mailbox sees to that. */
  public boolean isNewestLetIn() {
    return overflow == Overflow.DROP_OLDEST || overflow == Overflow.LATEST_PER_KEY;
  }

  /** Whether a publisher must ask before anything is posted. */
  public boolean isWaitedFor() {
    return overflow == Overflow.WAIT;
  }
}
