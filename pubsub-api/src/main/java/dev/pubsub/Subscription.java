package dev.pubsub;

/**
 * An open subscription.
 *
 * <p>All methods may be called on any thread and do not block.
 */
public interface Subscription extends AutoCloseable {

  /**
   * What it subscribes to.
   *
   * @return the pattern as it was given
   */
  String pattern();

  /**
   * Counts what became of the signals that matched.
   *
   * @return figures since the subscription was opened
   */
  SubscriptionStats stats();

  /**
   * Ends the subscription. Signals still waiting are dropped and counted as {@link
   * DropReason#CLOSED}; a call of the subscriber that is already running is not interrupted.
   * Closing twice does nothing.
   */
  @Override
  void close();
}
