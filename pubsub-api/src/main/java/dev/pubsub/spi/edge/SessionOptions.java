package dev.pubsub.spi.edge;

import dev.pubsub.Overflow;
import java.util.Objects;

/**
 * The bounds of a session, which hold for all of its subscriptions together.
 *
 * @param capacity how many signals may wait; 0 takes the default of the bus
 * @param overflow what becomes of signals for which there is no room
 */
public record SessionOptions(int capacity, Overflow overflow) {

  /** As the bus is configured. */
  public static final SessionOptions DEFAULT = new SessionOptions(0, Overflow.AS_CONFIGURED);

  /**
   * Checks that nothing is missing; the capacity is checked by the bus.
   *
   * @param capacity how many signals may wait
   * @param overflow what becomes of signals for which there is no room
   */
  public SessionOptions {
    Objects.requireNonNull(overflow, "overflow");
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
    return new SessionOptions(capacity, policy);
  }
}
