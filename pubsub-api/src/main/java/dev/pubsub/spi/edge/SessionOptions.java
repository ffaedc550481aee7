package dev.pubsub.spi.edge;

import dev.pubsub.Overflow;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;

/**
 * The bounds of a session, which hold for all of its subscriptions together.
 *
 * @param capacity how many signals may wait; 0 takes the default of the bus
 * @param overflow what becomes of signals for which there is no room
 * @param replay the most signals of the past, 1 or more, that a subscription of it begins with: of
 *     more only the newest are replayed, and it is not recovered. Those that acknowledge are exempt
 */
public record SessionOptions(int capacity, Overflow overflow, int replay) {

  /** As the bus is configured. */
  public static final SessionOptions DEFAULT = ofCapacity(0);

  /**
   * Checks that nothing is missing; the capacity is checked by the bus.
   *
   * @param capacity how many signals may wait
   * @param overflow what becomes of signals for which there is no room
   * @param replay the most signals of the past
   * @throws PubSubException with BAD_OPTION when that is less than 1
   */
  public SessionOptions {
    Objects.requireNonNull(overflow, "overflow");
    if (replay < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a session may replay 1 signal or more, not " + replay);
    }
  }

  /**
   * Options that replay whatever is kept.
   *
   * @param capacity how many signals may wait; 0 takes the default of the bus
   * @param overflow what becomes of signals for which there is no room
   */
  public SessionOptions(int capacity, Overflow overflow) {
    this(capacity, overflow, Integer.MAX_VALUE);
  }

  /**
   * Options with a capacity.
   *
   * @param capacity how many signals may wait; 0 takes the default of the bus
   * @return the options
   */
  public static SessionOptions ofCapacity(int capacity) {
    return new SessionOptions(capacity, Overflow.AS_CONFIGURED);
  }

  /**
   * These options with another policy.
   *
   * @param policy what becomes of signals for which there is no room
   * @return the changed copy
   */
  public SessionOptions withOverflow(Overflow policy) {
    return new SessionOptions(capacity, policy, replay);
  }

  /**
   * These options with a bound on what is replayed.
   *
   * @param most the most signals of the past that a subscription begins with, 1 or more
   * @return the changed copy
   */
  public SessionOptions withReplay(int most) {
    return new SessionOptions(capacity, overflow, most);
  }
}
