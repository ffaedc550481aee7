package dev.pubsub.spi.flow;

import dev.pubsub.Delivery;

/**
 * Says which signals a subscription wants. Compiled once, by a {@link FilterLanguage}, and then
 * asked about each signal that its pattern and its selector let through.
 */
@FunctionalInterface
public interface Filter {

  /**
   * Decides. Called on a thread that delivers, by many threads at once for different signals. Must
   * not block, and takes a time that the size of the signal and of the expression bound: unlike a
   * subscriber, a filter that hangs may hold up others on its lane.
   *
   * @param delivery the signal; what is read from its payload belongs into {@link Delivery#shared},
   *     so that it is read once for all subscriptions
   * @return whether the subscription is to get it; when an exception is thrown it does not, and the
   *     signal is counted as {@link dev.pubsub.DropReason#FAILED}
   */
  boolean accepts(Delivery delivery);
}
