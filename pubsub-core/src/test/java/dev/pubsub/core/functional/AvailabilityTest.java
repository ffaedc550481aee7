package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Subscription;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whether a bus says that it delivers while its lanes change hands. */
final class AvailabilityTest {

  private static final int HANGING = 100;

  @Test
  void aBusIsAvailableWhileALaneIsTakenFromSubscribersThatHang() {
    try (ManualBus manual = new ManualBus("pubsub.lanes", "1")) {
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Boolean> wasGone =
          CompletableFuture.supplyAsync(() -> goneUntil(manual, done));

      Subscription other = manual.bus.subscribe("other", delivery -> {});
      for (int i = 0; i < HANGING; i++) {
        int before = i;
        manual.bus.subscribe("hang:" + i, manual.holding());
        manual.publish("hang:" + i, 0, 1);
        manual.publish("other", i, i + 1);
        manual.advanceUntil(() -> other.stats().delivered() > before);
      }
      done.set(true);

      assertThat(wasGone.join()).isFalse();
    }
  }

  private static boolean goneUntil(ManualBus manual, AtomicBoolean done) {
    boolean gone = false;
    while (!done.get()) {
      gone |= !manual.bus.isAvailable();
    }
    return gone;
  }
}
