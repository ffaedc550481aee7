package dev.pubsub.json;

import dev.pubsub.Delivery;

/**
 * Receives the signals of a subscription as values of a type. Called as a {@link
 * dev.pubsub.Subscriber} is.
 *
 * @param <T> the type
 */
@FunctionalInterface
public interface TypedSubscriber<T> {

  /**
   * Handles one signal. Not called for a signal that cannot be read as the type: that is a failure
   * of the subscription, reported and counted as {@link dev.pubsub.DropReason#FAILED}, or tried
   * again where it acknowledges.
   *
   * @param value shared with all other subscribers that use the same codec
   * @param delivery the signal, to be acknowledged where the subscription does
   * @throws Exception as {@link dev.pubsub.Subscriber#receive}
   */
  void receive(T value, Delivery delivery) throws Exception;

  /**
   * Called after the last of several signals, as {@link dev.pubsub.Subscriber#endOfBatch}.
   *
   * @throws Exception reported; it loses no signal
   */
  default void endOfBatch() throws Exception {}

  /**
   * Called once when the bus itself ends the subscription, as {@link dev.pubsub.Subscriber#ended}.
   *
   * @throws Exception reported
   */
  default void ended() throws Exception {}
}
