package dev.pubsub.resilience.call;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.spi.flow.SubscriptionControl;

/** A subscriber that is called where there is a place for it. */
final class BulkheadSubscriber implements Subscriber {

  private final Subscriber next;
  private final SubscriptionControl control;
  private final Bulkhead bulkhead;

  BulkheadSubscriber(Subscriber next, SubscriptionControl control, Bulkhead bulkhead) {
    this.next = next;
    this.control = control;
    this.bulkhead = bulkhead;
  }

  @Override
  public void receive(Delivery delivery) throws Exception {
    if (bulkhead.enter(control)) {
      try {
        next.receive(delivery);
      } finally {
        bulkhead.leave();
      }
    }
  }

  @Override
  public void endOfBatch() throws Exception {
    next.endOfBatch();
  }

  @Override
  public void ended() throws Exception {
    next.ended();
  }
}
