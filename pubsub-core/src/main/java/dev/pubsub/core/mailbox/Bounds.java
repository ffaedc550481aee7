package dev.pubsub.core.mailbox;

import dev.pubsub.Overflow;
import dev.pubsub.signal.Priority;

/**
 * How much may wait for a consumer, and what becomes of the rest.
 *
 * @param capacity how many letters of high priority may wait
 * @param softPercent the part of it that is open to others
 * @param overflow never {@link Overflow#AS_CONFIGURED}
 * @param acknowledged whether the consumer acknowledges, so that those who do can be told apart
 */
public record Bounds(int capacity, int softPercent, Overflow overflow, boolean acknowledged) {

  /** Bounds of a consumer that does not acknowledge. */
  public Bounds(int capacity, int softPercent, Overflow overflow) {
    this(capacity, softPercent, overflow, false);
  }

  /** What is always let in: letters that are not counted. */
  static final Bounds NONE = new Bounds(Integer.MAX_VALUE, 100, Overflow.DROP_NEWEST);

  /** Whether these are none: nobody else may have so much room. */
  boolean isNone() {
    return capacity == NONE.capacity;
  }

  /** These bounds, but for what somebody asks for: 0 and as-configured take what is here. */
  public Bounds with(int wanted, Overflow policy) {
    if (wanted == 0 && policy == Overflow.AS_CONFIGURED) {
      return this;
    }
    return new Bounds(
        wanted == 0 ? capacity : wanted,
        softPercent,
        policy == Overflow.AS_CONFIGURED ? overflow : policy,
        acknowledged);
  }

  /** The same for a consumer that acknowledges. */
  public Bounds acknowledging() {
    return new Bounds(capacity, softPercent, overflow, true);
  }

  /** How many letters may wait that are not of high priority. */
  public int soft() {
    return (int) Math.max(1, (long) capacity * softPercent / 100);
  }

  /** How many letters may wait for one of this priority to be let in, itself included. */
  public int limit(Priority priority) {
    return priority == Priority.HIGH ? capacity : soft();
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
