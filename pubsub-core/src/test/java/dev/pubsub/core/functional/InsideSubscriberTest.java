package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a subscriber may do while it is called: everything. */
@Timeout(60)
final class InsideSubscriberTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualBus on = new ManualBus();
  private final RecordingSubscriber other = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void publishingReachesEverybodyInOrderItselfIncluded() throws Exception {
    on.bus.subscribe(
        "a",
        delivery -> {
          int left = (int) delivery.signal().payload();
          if (left > 0) {
            ManualBus.accepted(on.bus.publish("a", left - 1));
          }
        });
    on.bus.subscribe("a", other);
    on.publish("a", 5, 6);
    other.await(6, PATIENCE);

    assertThat(other.payloads()).containsExactly(5, 4, 3, 2, 1, 0);
  }

  @Test
  void publishingToOnesOwnFullQueueIsRefusedAndDoesNotBlock() {
    List<Integer> dropped = new CopyOnWriteArrayList<>();
    Subscription subscription =
        on.bus.subscribe(
            "a",
            delivery -> {
              if (delivery.signal().payload().equals(0)) {
                dropped.add(on.publish("a", 1, 2000));
              }
            });
    on.publish("a", 0, 1);
    ManualBus.await(() -> !dropped.isEmpty());

    assertThat(dropped).containsExactly(1000);
    ManualBus.await(() -> subscription.stats().delivered() == 1000);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 1000L));
  }

  @Test
  void subscribingTakesEffectWithTheNextSignal() throws Exception {
    AtomicReference<Subscription> opened = new AtomicReference<>();
    on.bus.subscribe(
        "a",
        delivery -> {
          if (opened.get() == null) {
            opened.set(on.bus.subscribe("a", other));
          }
        });
    on.publish("a", 0, 1);
    ManualBus.await(() -> opened.get() != null);
    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isEqualTo(2);
    other.await(1, PATIENCE);

    assertThat(other.payloads()).containsExactly(1);
    assertThat(opened.get().stats().droppedTotal()).isZero();
  }

  @Test
  void closingItselfEndsItAtOnce() throws Exception {
    List<Object> seen = new CopyOnWriteArrayList<>();
    AtomicReference<Subscription> self = new AtomicReference<>();
    HeldSubscriber lane = on.holding();
    on.bus.subscribe("hold", lane);
    on.publish("hold", 0, 1);
    lane.awaitBlocked();
    self.set(
        on.bus.subscribe(
            "a",
            delivery -> {
              seen.add(delivery.signal().payload());
              if (seen.size() == 2) {
                self.get().close();
              }
            }));
    on.publish("a", 0, 5);
    lane.release();
    ManualBus.await(() -> self.get().stats().droppedTotal() == 3);

    assertThat(seen).containsExactly(0, 1);
    assertThat(self.get().stats().delivered()).isEqualTo(2);
    assertThat(self.get().stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 3L));
    assertThat(ManualBus.accepted(on.bus.publish("a", 5)).matched()).isZero();
  }

  @Test
  void closingAnotherEndsThatOneFromTheNextSignalOn() throws Exception {
    AtomicReference<Subscription> victim = new AtomicReference<>();
    on.bus.subscribe("a", delivery -> victim.get().close());
    victim.set(on.bus.subscribe("a", other));
    RecordingSubscriber third = new RecordingSubscriber();
    on.bus.subscribe("a", third);
    on.publish("a", 0, 1);
    third.await(1, PATIENCE);

    assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isEqualTo(2);
    ManualBus.await(
        () -> victim.get().stats().delivered() + victim.get().stats().droppedTotal() == 1);
    assertThat(third.await(2, PATIENCE)).hasSize(2);
  }

  @Test
  void countingAndDeletingDoNotBlock() {
    List<Object> seen = new CopyOnWriteArrayList<>();
    on.bus.subscribe(
        "a",
        delivery -> {
          seen.add(on.bus.stats().published());
          seen.add(on.bus.topics().delete("a"));
        });
    on.publish("a", 0, 1);
    ManualBus.await(() -> seen.size() == 2);

    assertThat(seen).containsExactly(1L, true);
  }

  @Test
  void closingTheWholeAssemblyDoesNotBlock() {
    AtomicReference<Boolean> closed = new AtomicReference<>(false);
    on.bus.subscribe(
        "a",
        delivery -> {
          on.pubsub.close();
          closed.set(true);
        });
    on.publish("a", 0, 1);

    ManualBus.await(closed::get);
  }
}
