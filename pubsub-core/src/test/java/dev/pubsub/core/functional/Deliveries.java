package dev.pubsub.core.functional;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what it receives, for a test to settle. */
final class Deliveries implements Subscriber {

  private final BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();

  @Override
  public void receive(Delivery delivery) {
    received.add(delivery);
  }

  /** The next one, for which it waits. */
  Delivery next() throws InterruptedException {
    Delivery next = received.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was received");
    }
    return next;
  }

  boolean isEmpty() {
    return received.isEmpty();
  }
}
