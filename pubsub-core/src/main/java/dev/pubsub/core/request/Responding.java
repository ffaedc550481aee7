package dev.pubsub.core.request;

import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.signal.Signal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The subscription of a responder, which fails what was not answered when it is closed. */
record Responding(Subscription inner, Answering responder) implements Subscription {

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
    inner.replace(pattern, selection);
  }

  @Override
  public SubscriptionStats stats() {
    return inner.stats();
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
  public CompletionStage<Void> ready() {
    return inner.ready();
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
  public void setAside(Signal signal, String why) {
    inner.setAside(signal, why);
  }

  @Override
  public void close() {
    inner.close();
    responder.close();
  }
}
