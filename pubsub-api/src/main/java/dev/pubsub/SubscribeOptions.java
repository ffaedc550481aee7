package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;

/**
 * Bounds and filters of one subscription.
 *
 * @param capacity how many signals may wait for the subscriber, the one in its hands included; 0
 *     takes the default of the bus or of the session. Further signals are dropped and counted until
 *     there is room. Signals that are delivered in one go count until all of them are delivered
 * @param own whether signals that the same session published are received too
 */
public record SubscribeOptions(int capacity, boolean own) {

  /** The default capacity; a session's own signals are received. */
  public static final SubscribeOptions DEFAULT = new SubscribeOptions(0, true);

  /** The largest capacity that can be asked for. */
  public static final int MAX_CAPACITY = 1 << 20;

  /**
   * Checks the options.
   *
   * @param capacity 0 to {@link #MAX_CAPACITY}
   * @param own whether to receive what the same session published
   * @throws PubSubException with BAD_OPTION when the capacity is out of range
   */
  public SubscribeOptions {
    if (capacity < 0 || capacity > MAX_CAPACITY) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "capacity must be between 0 and " + MAX_CAPACITY + ", not " + capacity);
    }
  }

  /**
   * These options with another capacity.
   *
   * @param signals how many may wait; 0 for the default
   * @return the changed copy
   */
  public SubscribeOptions withCapacity(int signals) {
    return new SubscribeOptions(signals, own);
  }

  /**
   * These options for a subscription that leaves out what its own session publishes.
   *
   * @return the changed copy
   */
  public SubscribeOptions withoutOwn() {
    return new SubscribeOptions(capacity, false);
  }
}
