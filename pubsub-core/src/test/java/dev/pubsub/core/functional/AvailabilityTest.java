package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Subscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.PartHealth;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whether a bus says that it delivers, and an assembly that it serves. */
final class AvailabilityTest {

  private static final int HANGING = 100;

  @Test
  void aBusIsAvailableWhileALaneIsTakenFromSubscribersThatHang() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean gone = new AtomicBoolean();
    try (ManualBus manual = new ManualBus("pubsub.lanes", "1")) {
      Thread looker =
          new Thread(
              () -> {
                while (!done.get()) {
                  gone.compareAndSet(false, !manual.bus.isAvailable());
                  looking.countDown();
                }
              });
      looker.start();
      looking.await();
      Subscription other = manual.bus.subscribe("other", delivery -> {});
      for (int i = 0; i < HANGING; i++) {
        int before = i;
        manual.bus.subscribe("hang:" + i, manual.holding());
        manual.publish("hang:" + i, 0, 1);
        manual.publish("other", i, i + 1);
        manual.advanceUntil(() -> other.stats().delivered() > before);
      }
      done.set(true);
      looker.join();

      assertThat(gone).isFalse();
    } finally {
      done.set(true);
    }
  }

  @Test
  void clientsAreToComeOnceAllPluginsHaveStarted() {
    List<Boolean> seen = new CopyOnWriteArrayList<>();
    Component looking =
        new Component() {
          @Override
          public void start(Gateway gateway) {
            seen.add(isReady(gateway));
          }

          @Override
          public void stop() {}
        };

    try (ManualBus manual = ManualBus.with(Contributions.builder().component(looking).build())) {
      assertThat(seen).containsExactly(false);
      assertThat(isReady(manual.pubsub.gateway())).isTrue();
    }
  }

  private static boolean isReady(Gateway gateway) {
    return gateway.health().stream().noneMatch(PartHealth::isFatal);
  }
}
