package dev.pubsub.core.session;

import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import java.util.Optional;
import java.util.Set;

/** A subscription that its session closes too. */
final class SessionSubscription implements Subscription {

  private final Subscription inner;
  private final Set<SessionSubscription> open;

  SessionSubscription(Subscription inner, Set<SessionSubscription> open) {
    this.inner = inner;
    this.open = open;
  }

  @Override
  public String pattern() {
    return inner.pattern();
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
  public void pause() {
    inner.pause();
  }

  @Override
  public void resume() {
    inner.resume();
  }

  @Override
  public void close() {
    open.remove(this);
    inner.close();
  }
}
