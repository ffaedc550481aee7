package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsolationTest {

  private static final int SIGNALS = 3000;
  private static final int CAPACITY = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Subscriber THROWS =
      delivery -> {
        throw new IllegalStateException("thrown on purpose");
      };

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aHundredGoodSubscribersLoseNothingBesideOneThatBlocksAndOneThatThrows(String lanes)
      throws Exception {
    try (ManualBus on = new ManualBus("pubsub.lanes", lanes)) {
      HeldSubscriber held = on.holding();
      Subscription blocks = on.bus.subscribe("a", held);
      Subscription fails = on.bus.subscribe("a", THROWS);
      List<OrderedSubscriber> good = Stream.generate(OrderedSubscriber::new).limit(100).toList();
      good.forEach(each -> on.bus.subscribe("a", each));

      int dropped = 0;
      for (int i = 0; i < SIGNALS; i++) {
        int needed = i - 500;
        on.advanceUntil(() -> good.stream().allMatch(each -> each.received() > needed));
        dropped += on.publish("a", i, i + 1);
      }
      on.advanceUntil(() -> good.stream().allMatch(each -> each.received() == SIGNALS));
      on.advanceUntil(() -> isAtRest(fails));

      assertThat(good).noneMatch(OrderedSubscriber::sawDisorder);
      SubscriptionStats failed = fails.stats();
      assertThat(failed.dropped()).containsOnlyKeys(DropReason.FAILED, DropReason.OVERFLOW);
      assertThat(failed.droppedTotal() + failed.waiting()).isEqualTo(SIGNALS);
      assertThat(failed.waiting()).isLessThanOrEqualTo(CAPACITY);
      assertThat(held.payloads()).containsExactly(0);
      assertThat(dropped).isEqualTo(SIGNALS - CAPACITY + failed.dropped().get(DropReason.OVERFLOW));
      assertThat(blocks.stats())
          .isEqualTo(
              new SubscriptionStats(
                  0,
                  0,
                  CAPACITY,
                  Map.of(DropReason.OVERFLOW, (long) SIGNALS - CAPACITY),
                  false,
                  0));

      blocks.close();
      held.release();
      ManualBus.await(
          () -> blocks.stats().droppedTotal() == SIGNALS - 1 && blocks.stats().waiting() == 0);
      assertThat(blocks.stats())
          .isEqualTo(
              new SubscriptionStats(
                  1,
                  0,
                  0,
                  Map.of(
                      DropReason.OVERFLOW,
                      (long) SIGNALS - CAPACITY,
                      DropReason.CLOSED,
                      CAPACITY - 1L),
                  false,
                  0));
      fails.close();
      ManualBus.await(() -> fails.stats().droppedTotal() == SIGNALS);
      ManualBus.await(
          () ->
              on.bus.stats().delivered() == 100L * SIGNALS + 1
                  && on.bus.stats().droppedTotal() == 2L * SIGNALS - 1);
    }
  }

  /** Quarantined, and in no call: what is in hand is neither waiting nor lost. */
  private static boolean isAtRest(Subscription fails) {
    SubscriptionStats stats = fails.stats();
    return stats.quarantined() && stats.droppedTotal() + stats.waiting() == SIGNALS;
  }

  @Test
  void aSubscriberThatThrowsIsCountedAndOthersAreNotDisturbed() throws Exception {
    try (ManualBus on = new ManualBus()) {
      RecordingSubscriber good = new RecordingSubscriber();
      Subscription third =
          on.bus.subscribe(
              "a",
              delivery -> {
                if ((int) delivery.signal().payload() % 3 == 0) {
                  throw new AssertionError("thrown on purpose");
                }
              });
      on.bus.subscribe("a", good);

      assertThat(on.publish("a", 0, 99)).isZero();
      good.await(99, PATIENCE);
      on.advanceUntil(() -> third.stats().delivered() + third.stats().droppedTotal() == 99);

      assertThat(third.stats().delivered()).isEqualTo(66);
      assertThat(third.stats().dropped()).isEqualTo(Map.of(DropReason.FAILED, 33L));
      assertThat(good.payloads()).hasSize(99);
      ManualBus.await(() -> on.bus.stats().delivered() == 165);
      assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.FAILED, 33L));
    }
  }

  @Test
  void whatIsThrownAtTheEndOfABatchLosesNothing() {
    try (ManualBus on = new ManualBus()) {
      Subscription subscription =
          on.bus.subscribe(
              "a",
              new Subscriber() {
                @Override
                public void receive(Delivery delivery) {}

                @Override
                public void endOfBatch() {
                  throw new IllegalStateException("thrown on purpose");
                }
              });
      on.publish("a", 0, 50);
      ManualBus.await(() -> subscription.stats().delivered() == 50);

      assertThat(subscription.stats().droppedTotal()).isZero();
    }
  }

  @Test
  void aSubscriberThatInterruptsItselfDoesNotInterruptTheNext() {
    try (ManualBus on = new ManualBus()) {
      List<Boolean> interrupted = new CopyOnWriteArrayList<>();
      on.bus.subscribe("a", delivery -> Thread.currentThread().interrupt());
      on.bus.subscribe("a", delivery -> interrupted.add(Thread.interrupted()));
      on.publish("a", 0, 10);
      ManualBus.await(() -> interrupted.size() == 10);

      assertThat(interrupted).containsOnly(false);
    }
  }

  @Test
  void aSubscriberThatInterruptsItselfAndLeavesDoesNotInterruptTheNext() {
    try (ManualBus on = new ManualBus()) {
      List<Boolean> interrupted = new CopyOnWriteArrayList<>();
      AtomicReference<Subscription> leaving = new AtomicReference<>();
      leaving.set(
          on.bus.subscribe(
              "a",
              delivery -> {
                Thread.currentThread().interrupt();
                leaving.get().close();
              }));
      on.bus.subscribe("a", delivery -> interrupted.add(Thread.interrupted()));
      on.publish("a", 0, 1);
      ManualBus.await(() -> interrupted.size() == 1);

      assertThat(interrupted).containsExactly(false);
    }
  }

  @Test
  void aBlockedSubscriberGoesOnInOrderWhenItIsLetGo() throws Exception {
    try (ManualBus on = new ManualBus()) {
      HeldSubscriber held = on.holdingAt(5);
      RecordingSubscriber good = new RecordingSubscriber();
      Subscription blocks = on.bus.subscribe("a", held);
      on.bus.subscribe("a", good);
      on.publish("a", 0, 20);
      held.awaitBlocked();
      on.advanceUntil(() -> good.signals().size() == 20);
      on.publish("a", 20, 40);
      held.release();
      ManualBus.await(() -> blocks.stats().delivered() == 40);
      on.publish("a", 40, 60);
      ManualBus.await(() -> blocks.stats().delivered() == 60);

      assertThat(held.payloads()).isEqualTo(Stream.iterate(0, i -> i + 1).limit(60).toList());
      assertThat(blocks.stats().droppedTotal()).isZero();
      ManualBus.await(() -> blocks.stats().waiting() == 0);
    }
  }

  @Test
  void manyThatBlockInTheSameSignalAreLeftBehindTogether() throws Exception {
    try (ManualBus on = new ManualBus()) {
      List<HeldSubscriber> held = Stream.generate(on::holding).limit(20).toList();
      List<Subscription> blocked = held.stream().map(each -> on.bus.subscribe("a", each)).toList();
      RecordingSubscriber good = new RecordingSubscriber();
      on.bus.subscribe("a", good);
      on.publish("a", 0, 10);
      on.advanceUntil(() -> good.signals().size() == 10);

      ManualBus.await(() -> held.stream().allMatch(each -> each.payloads().equals(List.of(0))));
      held.forEach(HeldSubscriber::release);
      ManualBus.await(() -> blocked.stream().allMatch(each -> each.stats().delivered() == 10));
      assertThat(held).allSatisfy(each -> assertThat(each.payloads()).hasSize(10).endsWith(9));
    }
  }

  @RepeatedTest(10)
  void inRealTimeTheTakeoverComesByItselfAlsoForTheVeryFirstSignal() throws Exception {
    HeldSubscriber held = new HeldSubscriber(1);
    RecordingSubscriber good = new RecordingSubscriber();
    try (PubSub pubsub = PubSub.builder().set("pubsub.lanes", "1").open()) {
      pubsub.bus().subscribe("a", held);
      pubsub.bus().subscribe("a", good);
      pubsub.bus().publish("a", 0);
      pubsub.bus().publish("a", 1);

      assertThat(good.await(2, Duration.ofSeconds(10))).hasSize(2);
      assertThat(held.payloads()).containsExactly(0);
    } finally {
      held.release();
    }
  }
}
