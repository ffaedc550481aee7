package dev.pubsub.core.functional;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;

/** Expects the numbers 0, 1, 2, ... and notes when another comes. */
final class OrderedSubscriber implements Subscriber {

  private volatile int received;
  private volatile boolean disorder;

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  public void receive(Delivery delivery) {
    if ((int) delivery.signal().payload() != received) {
      disorder = true;
    }
    received++;
  }

  int received() {
    return received;
  }

  boolean sawDisorder() {
    return disorder;
  }
}
