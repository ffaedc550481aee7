package dev.pubsub;

/**
 * Receives the signals of a subscription.
 *
 * <p>Never called by two threads at once; consecutive calls may come from different threads, each
 * seeing what the previous one wrote. A subscriber may take its time or block: the others do not
 * wait for it, and what piles up behind it is bounded by its subscription.
 */
@FunctionalInterface
public interface Subscriber {

  /**
   * Handles one signal.
   *
   * @param delivery the signal; valid after this call too, and shared with other subscribers
   * @throws Exception to say that this signal could not be handled: that is reported, and the next
   *     one follows. Where the subscription acknowledges it means {@link Delivery#retryLater};
   *     elsewhere the signal is counted as {@link DropReason#FAILED}
   */
  void receive(Delivery delivery) throws Exception;

  /**
   * Called on the same thread after the last of several signals that were delivered without a
   * pause: the moment to flush what {@link #receive} gathered. Every signal is followed by a call
   * of this method sooner or later, but not each by one of its own. Once the subscription is closed
   * it is not called any more.
   *
   * @throws Exception reported; it loses no signal
   */
  default void endOfBatch() throws Exception {}

  /**
   * Called once when the bus itself ends the subscription, as {@link Overflow#DISCONNECT} asks, not
   * when its owner does. Nothing is received any more. May be called on any thread, during a call
   * of {@link #receive} too, and must not block.
   *
   * @throws Exception reported
   */
  default void ended() throws Exception {}
}
