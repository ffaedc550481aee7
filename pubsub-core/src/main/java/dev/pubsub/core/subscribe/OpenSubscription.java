package dev.pubsub.core.subscribe;

import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.mailbox.Recipient;
import java.util.Optional;

/** What whoever subscribed holds. */
final class OpenSubscription implements Subscription {

  private final Recipient recipient;
  private final Recovery recovery;
  private final Subscriptions subscriptions;

  OpenSubscription(Recipient recipient, Recovery recovery, Subscriptions subscriptions) {
    this.recipient = recipient;
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
        recipient.consumer().isQuarantined());
  }

  @Override
  public void close() {
    subscriptions.leave(recipient);
  }
}
