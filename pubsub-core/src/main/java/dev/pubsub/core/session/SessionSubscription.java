package dev.pubsub.core.session;

import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.Operation;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A subscription that its session closes too. */
final class SessionSubscription implements Subscription {

  private final Subscription inner;
  private final Consumer consumer;
  private final Door owner;
  private final GuestSession session;

  SessionSubscription(Subscription inner, Consumer consumer, Door owner, GuestSession session) {
    this.inner = inner;
    this.consumer = consumer;
    this.owner = owner;
    this.session = session;
  }

  /** Whether it is one of a consumer. */
  boolean isOf(Consumer candidate) {
    return consumer == candidate;
  }

  @Override
  public long id() {
    return inner.id();
  }

  @Override
  public String pattern() {
    return inner.pattern();
  }

  @Override
  public Selection selection() {
    return inner.selection();
  }

  @Override
  public void replace(String pattern, Selection selection) {
    owner.requireAdmitted(Operation.SUBSCRIBE, pattern);
    inner.replace(pattern, selection);
  }

  @Override
  public Optional<String> position() {
    return inner.position();
  }

  @Override
  public boolean recovered() {
    return inner.recovered();
  }

  @Override
  public SubscriptionStats stats() {
    return inner.stats();
  }

  @Override
  public CompletionStage<Void> ready() {
    return inner.ready();
  }

  @Override
  public void pause() {
    session.requireAlone(consumer);
    inner.pause();
  }

  @Override
  public void resume() {
    session.requireAlone(consumer);
    inner.resume();
  }

  @Override
  public void setAside(Signal signal, String why) {
    inner.setAside(signal, why);
  }

  @Override
  public void close() {
    inner.close();
    session.forget(this, consumer);
  }
}
