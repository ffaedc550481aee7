package dev.pubsub.core.subscribe;

import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Signal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What whoever subscribed holds. */
final class OpenSubscription implements Subscription {

  private volatile Recipient recipient;
  private final Recovery recovery;
  private final Subscriptions subscriptions;

  /** Open already. */
  OpenSubscription(Recipient recipient, Recovery recovery, Subscriptions subscriptions) {
    this.recipient = recipient;
    this.recovery = recovery;
    this.subscriptions = subscriptions;
  }

  @Override
  public long id() {
    return recipient.receiver().number();
  }

  @Override
  public String pattern() {
    return recipient.receiver().pattern();
  }

  @Override
  public Selection selection() {
    return recipient.selection();
  }

  @Override
  public synchronized void replace(String pattern, Selection selection) {
    recipient = subscriptions.move(recipient, pattern, selection);
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
    return recipient.stats();
  }

  @Override
  public CompletionStage<Void> ready() {
    return subscriptions.ready();
  }

  @Override
  public void pause() {
    recipient.consumer().pause();
    if (recipient.receiver().isClosed()) {
      // What still waits is only counted, for which nobody need wait.
      recipient.consumer().resume();
    }
  }

  @Override
  public void resume() {
    recipient.consumer().resume();
  }

  @Override
  public void setAside(Signal signal, String why) {
    subscriptions.setAside(recipient.receiver(), signal, why);
  }

  @Override
  public void close() {
    subscriptions.leave(recipient);
  }
}
