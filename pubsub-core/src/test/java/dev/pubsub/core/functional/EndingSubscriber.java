package dev.pubsub.core.functional;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;

/** Passes everything on, and the end too. */
record EndingSubscriber(Subscriber inner, Runnable onEnd) implements Subscriber {

  @Override
  public void receive(Delivery delivery) throws Exception {
    inner.receive(delivery);
  }

  @Override
  public void ended() {
    onEnd.run();
  }
}
