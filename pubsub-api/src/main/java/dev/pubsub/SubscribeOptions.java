package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;

/**
 * Bounds and filters of one subscription.
 *
 * @param capacity how many signals may wait for the subscriber, the one in its hands included; 0
 *     takes the default of the bus or of the session. Signals that are delivered in one go count
 *     until all of them are delivered; signals that are replayed do not count
 * @param overflow what becomes of signals for which there is no room
 * @param own whether signals that the same session published are received too
 * @param start where in the history it begins
 */
public record SubscribeOptions(int capacity, Overflow overflow, boolean own, StartAt start) {

  /** As the bus or session is configured; own signals are received; from now on. */
  public static final SubscribeOptions DEFAULT =
      new SubscribeOptions(0, Overflow.AS_CONFIGURED, true, StartAt.NOW);

  /** The largest capacity that can be asked for. */
  public static final int MAX_CAPACITY = 1 << 20;

  /**
   * Checks the options.
   *
   * @param capacity 0 to {@link #MAX_CAPACITY}
   * @param overflow what becomes of signals for which there is no room
   * @param own whether to receive what the same session published
   * @param start where in the history it begins
   * @throws PubSubException with BAD_OPTION when the capacity is out of range
   */
  public SubscribeOptions {
    Objects.requireNonNull(overflow, "overflow");
    Objects.requireNonNull(start, "start");
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
    return new SubscribeOptions(signals, overflow, own, start);
  }

  /**
   * These options with another policy for signals that find no room.
   *
   * @param policy what becomes of them
   * @return the changed copy
   */
  public SubscribeOptions withOverflow(Overflow policy) {
    return new SubscribeOptions(capacity, policy, own, start);
  }

  /**
   * These options for a subscription that leaves out what its own session publishes.
   *
   * @return the changed copy
   */
  public SubscribeOptions withoutOwn() {
    return new SubscribeOptions(capacity, overflow, false, start);
  }

  /**
   * These options for a subscription that begins elsewhere.
   *
   * @param where where in the history
   * @return the changed copy
   */
  public SubscribeOptions startingAt(StartAt where) {
    return new SubscribeOptions(capacity, overflow, own, where);
  }
}
