package dev.pubsub.examples;

import dev.pubsub.Bus;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import java.util.concurrent.CountDownLatch;

/** A subscriber that hangs loses its own signals, with a reason, and nobody else's. */
public final class Isolation {

  private static final int SIGNALS = 100;

  private Isolation() {}

  /** Publishes to a good subscriber and to one that hangs until the end. */
  public static void main(String[] args) throws InterruptedException {
    CountDownLatch received = new CountDownLatch(SIGNALS);
    CountDownLatch end = new CountDownLatch(1);
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      Bus bus = pubsub.bus();
      Subscription hanging =
          bus.subscribe(
              "ticks", SubscribeOptions.DEFAULT.withCapacity(10), delivery -> end.await());
      bus.subscribe("ticks", delivery -> received.countDown());

      for (int i = 0; i < SIGNALS; i++) {
        bus.publish("ticks", i);
      }
      received.await();
      System.out.println("the good one has all " + SIGNALS);
      System.out.println("the hanging one lost " + hanging.stats().dropped());
      end.countDown();
    }
  }
}
