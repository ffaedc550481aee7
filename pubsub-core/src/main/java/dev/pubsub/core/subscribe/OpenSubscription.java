package dev.pubsub.core.subscribe;

import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Optional;

/** What whoever subscribed holds. */
final class OpenSubscription implements Subscription {

  private final Recipient recipient;
  private final Recovery recovery;
  private final boolean shared;
  private final Subscriptions subscriptions;

  /**
   * Open already.
   *
   * @param shared whether the consumer has other subscriptions, too
   */
  OpenSubscription(
      Recipient recipient, boolean shared, Recovery recovery, Subscriptions subscriptions) {
    this.recipient = recipient;
    this.shared = shared;
    this.recovery = recovery;
    this.subscriptions = subscriptions;
  }

  @Override
  public String pattern() {
    return recipient.receiver().pattern();
  }

  @Override
  public Optional<String> position() {
    return recovery.position();
  }

  @Override
  public boolean recovered() {
    return recovery.recovered();
  }

  @Override
  public SubscriptionStats stats() {
    Receiver receiver = recipient.receiver();
    return new SubscriptionStats(
        receiver.delivered(),
        receiver.filtered(),
        recipient.consumer().waiting(),
        receiver.dropped(),
        recipient.consumer().isQuarantined(),
        receiver.redelivered());
  }

  @Override
  public void pause() {
    requireAlone();
    recipient.consumer().pause();
    if (recipient.receiver().isClosed()) {
      // What still waits is only counted, for which nobody need wait.
      recipient.consumer().resume();
    }
  }

  @Override
  public void resume() {
    requireAlone();
    recipient.consumer().resume();
  }

  private void requireAlone() {
    if (shared) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the subscriptions of a session have one queue; pause and resume the session");
    }
  }

  @Override
  public void close() {
    subscriptions.leave(recipient);
  }
}
