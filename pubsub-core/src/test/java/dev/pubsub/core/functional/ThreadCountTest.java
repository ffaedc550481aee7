package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since others have threads, too. */
@Isolated
final class ThreadCountTest {

  @Test
  void threadsDoNotGrowWithSubscriptions() throws Exception {
    try (ManualBus on = new ManualBus()) {
      deliverTo(on, 1);
      long before = lanes();
      deliverTo(on, 10_000);

      assertThat(lanes()).isLessThanOrEqualTo(before).isPositive();
    }
  }

  private static void deliverTo(ManualBus on, int subscribers) throws InterruptedException {
    CountDownLatch delivered = new CountDownLatch(subscribers);
    for (int i = 0; i < subscribers; i++) {
      on.bus.subscribe("to:" + subscribers, delivery -> delivered.countDown());
    }
    on.publish("to:" + subscribers, 0, 1);
    assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Of this bus and of those that other tests have left, which are none of its business. */
  private static long lanes() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pubsub-default-lane-"))
        .count();
  }
}
