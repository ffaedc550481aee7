package dev.pubsub.resilience.breaker;

import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A database goes away and comes back; nothing is lost but the calls that found that out. */
final class BreakerExample {

  private BreakerExample() {}

  static int deliveredAfterAnOutage() throws InterruptedException {
    ResiliencePlugin resilience = new ResiliencePlugin();
    try (PubSub pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(resilience)
            .set(
                "pubsub.plugin.resilience.breakers",
                "payments: topics=payments:** calls=4 window=4 open=100ms probes=2")
            .open()) {
      Bus bus = pubsub.bus();
      AtomicBoolean databaseIsThere = new AtomicBoolean();
      CountDownLatch written = new CountDownLatch(10);
      bus.subscribe(
          "payments:card",
          delivery -> {
            if (!databaseIsThere.get()) {
              throw new IllegalStateException("no database");
            }
            written.countDown();
          });
      for (int i = 0; i < 4; i++) {
        bus.publish("payments:card", i);
      }
      while (resilience.breakers().list("default").get(0).transitions() == 0) {
        Thread.onSpinWait();
      }
      databaseIsThere.set(true);
      for (int i = 0; i < 10; i++) {
        bus.publish("payments:card", i);
      }
      written.await();
      return 10;
    }
  }
}
