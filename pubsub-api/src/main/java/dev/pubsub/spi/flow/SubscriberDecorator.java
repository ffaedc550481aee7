package dev.pubsub.spi.flow;

import dev.pubsub.Subscriber;

/**
 * Stands in front of subscribers: a circuit breaker, a retry, a timeout.
 *
 * <p>A subscriber that has one in front of it is called by a thread of its own, one signal at a
 * time, whatever else its lane does. Those that have none pay nothing.
 */
@FunctionalInterface
public interface SubscriberDecorator {

  /**
   * Called once when a subscription is opened, on the thread of whoever opens it. Decorators are
   * asked in the order in which their plugins were installed, so the last one is the outermost.
   * Must not block.
   *
   * @param next what is called in the end
   * @param control what can be done about the signals of this subscription; to be kept
   * @return what is called instead, which calls {@code next} as it sees fit, on the thread it was
   *     called on; {@code next} itself to leave it alone. An exception refuses the subscription
   *     with PLUGIN_FAILED
   */
  Subscriber wrap(Subscriber next, SubscriptionControl control);
}
