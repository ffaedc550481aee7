package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who throws time and again is left alone, and gets another chance. */
final class QuarantineTest {

  private final ManualBus on = new ManualBus();
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private final AtomicInteger calls = new AtomicInteger();
  private Subscription subscription;

  @BeforeEach
  void subscribe() {
    subscription =
        on.bus.subscribe(
            "a",
            delivery -> {
              calls.incrementAndGet();
              if (broken.get()) {
                throw new IllegalStateException("thrown on purpose");
              }
            });
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void itIsCalledLessAndLess() {
    quarantine();
    int before = calls.get();
    on.time.advance(Duration.ofMillis(900));
    assertThat(calls).hasValue(before);
    on.advanceUntil(() -> calls.get() > before);

    assertThat(calls).hasValue(before + 1);
  }

  @Test
  void onceItHandlesASignalItIsCalledAsBefore() {
    quarantine();
    broken.set(false);
    on.advanceUntil(() -> subscription.stats().waiting() == 0);

    assertThat(subscription.stats().quarantined()).isFalse();
    assertThat(subscription.stats().delivered()).isPositive();
    assertThat(subscription.stats().delivered() + subscription.stats().droppedTotal())
        .isEqualTo(900);
  }

  @Test
  void closingItWaitsForNothing() {
    quarantine();
    subscription.close();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 900);

    Map<DropReason, Long> dropped = subscription.stats().dropped();
    assertThat(dropped).containsOnlyKeys(DropReason.FAILED, DropReason.CLOSED);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
  }

  @Test
  void othersAreNotDisturbed() throws Exception {
    RecordingSubscriber good = new RecordingSubscriber();
    on.bus.subscribe("a", good);
    quarantine();

    assertThat(good.await(900, Duration.ofSeconds(30))).hasSize(900);
  }

  private void quarantine() {
    on.publish("a", 0, 900);
    on.advanceUntil(() -> subscription.stats().quarantined());
  }
}
