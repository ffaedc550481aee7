package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.HistoryPage;
import dev.pubsub.PublishOptions;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes back gets what was missed, or is told that some of it is gone. */
final class HistoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualBus on = new ManualBus("pubsub.history", "room:*=10,big=100000");
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void theNewestAreReplayedBeforeWhatFollows() throws Exception {
    on.publish("room:1", 0, 5);
    Subscription subscription = subscribe("room:1", StartAt.last(3));
    on.publish("room:1", 5, 7);

    subscriber.await(5, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly(2, 3, 4, 5, 6);
    assertThat(subscription.recovered()).isFalse();
    assertThat(subscription.position()).isPresent();
  }

  @Test
  void whoComesBackWithAPositionGetsWhatWasMissed() throws Exception {
    Subscription before = subscribe("room:1", StartAt.NOW);
    String position = before.position().orElseThrow();
    before.close();
    on.publish("room:1", 0, 5);
    Subscription after = subscribe("room:1", StartAt.after(position));

    subscriber.await(5, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly(0, 1, 2, 3, 4);
    assertThat(after.recovered()).isTrue();
  }

  @Test
  void eachDeliveryTellsWhereToComeBackTo() throws Exception {
    List<String> positions = new ArrayList<>();
    CountDownLatch third = new CountDownLatch(3);
    Subscription first =
        on.bus.subscribe(
            "room:1",
            delivery -> {
              positions.add(delivery.position().orElseThrow());
              third.countDown();
            });
    on.publish("room:1", 0, 3);
    third.await();
    first.close();
    on.publish("room:1", 3, 5);
    Subscription second = subscribe("room:1", StartAt.after(positions.get(1)));

    subscriber.await(3, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly(2, 3, 4);
    assertThat(second.recovered()).isTrue();
  }

  @Test
  void aPositionOfOneTopicIsGoodForAPattern() throws Exception {
    String position = positionOf("room:1");
    on.publish("room:1", 0, 2);
    on.publish("room:2", 2, 4);
    on.publish("room:1", 4, 5);
    Subscription all = subscribe("room:+", StartAt.after(position));

    subscriber.await(5, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly(0, 1, 2, 3, 4);
    assertThat(all.recovered()).isTrue();
  }

  @Test
  void whoWasAwayForTooLongIsToldOfTheGap() throws Exception {
    String position = positionOf("room:1");
    on.publish("room:1", 0, 11);
    Subscription after = subscribe("room:1", StartAt.after(position));

    subscriber.await(10, PATIENCE);
    assertThat(subscriber.payloads()).startsWith(1).hasSize(10);
    assertThat(after.recovered()).isFalse();
  }

  @Test
  void aPositionThatNobodyMadeHereIsAGap() {
    on.publish("room:1", 0, 1);

    assertThat(subscribe("room:1", StartAt.after("made-up")).recovered()).isFalse();
  }

  @Test
  void aTopicWithoutHistoryHasNoPositions() {
    Subscription subscription = subscribe("plain", StartAt.after("anything"));

    assertThat(subscription.position()).isEmpty();
    assertThat(subscription.recovered()).isFalse();
  }

  @Test
  void whatIsReplayedTakesUpNoRoom() throws Exception {
    on.publish("big", 0, 5_000);
    HeldSubscriber held = on.holding();
    Subscription subscription =
        on.bus.subscribe(
            "big", SubscribeOptions.DEFAULT.withCapacity(10).startingAt(StartAt.last(5_000)), held);
    held.awaitBlocked();
    int dropped = on.publish("big", 5_000, 5_009);
    held.release();

    assertThat(dropped).isZero();
    on.advanceUntil(() -> subscription.stats().delivered() == 5_009);
    assertThat(held.payloads()).startsWith(0, 1).endsWith(5_007, 5_008).hasSize(5_009);
  }

  @Test
  void aSessionIsReplayedToBesideItsOtherSubscriptions() throws Exception {
    on.publish("room:1", 0, 5);
    try (Session session = on.session("guest", 0)) {
      session.subscribe("other", delivery -> {});
      session.subscribe(
          "room:1", SubscribeOptions.DEFAULT.startingAt(StartAt.last(10)), subscriber);
      on.publish("room:1", 5, 8);

      subscriber.await(8, PATIENCE);
      assertThat(subscriber.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
  }

  @Test
  void deletingATopicForgetsItsHistory() {
    String position = positionOf("room:1");
    on.publish("room:1", 0, 5);
    on.bus.topics().delete("room:1");

    assertThat(subscribe("room:1", StartAt.after(position)).recovered()).isFalse();
  }

  @Test
  void whileOthersPublishNothingIsMissedAndNothingComesTwice() throws Exception {
    String position = positionOf("big");
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int offset = i * 1_000_000;
      Thread publisher =
          new Thread(
              () -> {
                for (int n = 0; n < 20_000 && !over.get(); n++) {
                  on.bus.publish("big", offset + n);
                }
              });
      publisher.start();
      publishers.add(publisher);
    }
    List<RecordingSubscriber> late = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RecordingSubscriber each = new RecordingSubscriber();
      late.add(each);
      on.bus.subscribe(
          "big",
          SubscribeOptions.DEFAULT.withCapacity(100_000).startingAt(StartAt.after(position)),
          each);
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
    over.set(true);
    for (RecordingSubscriber each : late) {
      on.advanceUntil(() -> each.signals().size() >= 40_000);
      assertThat(each.payloads()).isEqualTo(late.get(0).payloads()).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsKeptIsDeliveredInItsOrderHoweverUrgent() throws Exception {
    HeldSubscriber held = on.holding();
    on.bus.subscribe("room:1", held);
    on.publish("room:1", 0, 1);
    held.awaitBlocked();
    on.bus.publish("room:1", 1, PublishOptions.DEFAULT.withPriority(Priority.LOW));
    on.bus.publish("room:1", 2, PublishOptions.DEFAULT.withPriority(Priority.HIGH));
    held.release();
    ManualBus.await(() -> held.payloads().size() == 3);

    assertThat(held.payloads()).containsExactly(0, 1, 2);
  }

  @Test
  void aReplayThatWaitsTakesNoRoomInTheHandsOfItsSubscriber() throws Exception {
    on.publish("big", 0, 100);
    HeldSubscriber held = on.holdingAt(40);
    Subscription subscription =
        on.bus.subscribe(
            "big", SubscribeOptions.DEFAULT.withCapacity(1).startingAt(StartAt.last(100)), held);
    held.awaitBlocked();

    assertThat(subscription.stats().waiting()).isZero();
    assertThat(on.publish("big", 100, 101)).isZero();
    assertThat(on.pubsub.drain(Duration.ZERO)).isFalse();
    held.release();
    on.advanceUntil(() -> subscription.stats().delivered() == 101);
    assertThat(on.pubsub.drain(PATIENCE)).isTrue();
  }

  @Test
  void aReplayOfOneLeavesRoomOnTheLaneForOthers() throws Exception {
    try (ManualBus small =
        new ManualBus("pubsub.history", "big=3000", "pubsub.lane.capacity", "1024")) {
      small.publish("big", 0, 500);
      small.advanceUntil(() -> small.bus.stats().waitingMax() == 0);
      HeldSubscriber gate = small.holding();
      small.bus.subscribe("gate", gate);
      small.publish("gate", 0, 1);
      gate.awaitBlocked();
      for (int i = 0; i < 3; i++) {
        small.bus.subscribe(
            "big", SubscribeOptions.DEFAULT.startingAt(StartAt.last(500)), subscriber);
      }
      small.bus.subscribe("other", delivery -> {});

      assertThat(small.publish("other", 0, 1)).isZero();
    }
  }

  @Test
  void whatWasPublishedSinceAMomentIsReplayed() throws Exception {
    on.publish("room:1", 0, 3);
    on.time.advance(Duration.ofMinutes(1));
    Instant moment = on.time.clock().instant();
    on.publish("room:1", 3, 5);
    Subscription since = subscribe("room:1", StartAt.since(moment));

    subscriber.await(2, PATIENCE);
    assertThat(subscriber.payloads()).containsExactly(3, 4);
    assertThat(since.recovered()).isTrue();
    assertThat(subscribe("room:1", StartAt.since(moment.minusSeconds(3600))).recovered()).isFalse();
  }

  @Test
  void whatIsTooOldIsReadNoMore() {
    try (ManualBus ageing = new ManualBus("pubsub.history", "room:*=100 10s")) {
      ageing.publish("room:1", 0, 5);
      HistoryPage before = ageing.bus.history("room:1", StartAt.last(10), 10);
      ageing.time.advance(Duration.ofSeconds(11));

      assertThat(before.entries()).hasSize(5);
      HistoryPage after = ageing.bus.history("room:*", StartAt.since(ManualTime.START), 10);
      assertThat(after.entries()).isEmpty();
      assertThat(after.gap()).isTrue();
    }
  }

  @Test
  void historyIsReadPageByPageWithoutSubscribing() {
    on.publish("room:1", 0, 8);
    HistoryPage first = on.bus.history("room:+", StartAt.since(ManualTime.START), 5);
    HistoryPage second = page(first);

    assertThat(payloads(first)).containsExactly(0, 1, 2, 3, 4);
    assertThat(payloads(second)).containsExactly(5, 6, 7);
    assertThat(page(second).entries()).isEmpty();
    assertThat(first.gap() || second.gap() || page(second).gap()).isFalse();
    assertThat(payloads(on.bus.history("room:1", StartAt.last(3), 2))).containsExactly(6, 7);
    assertThat(on.bus.history("room:1", StartAt.NOW, 5).position()).isEqualTo(second.position());
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  private HistoryPage page(HistoryPage before) {
    return on.bus.history("room:+", StartAt.after(before.position().orElseThrow()), 5);
  }

  private static List<Object> payloads(HistoryPage page) {
    return page.entries().stream().map(entry -> entry.signal().payload()).toList();
  }

  @Test
  void aTopicWithoutHistoryHasAnEmptyPage() {
    on.publish("plain", 0, 3);

    assertThat(on.bus.history("plain", StartAt.last(5), 5))
        .isEqualTo(new HistoryPage(List.of(), Optional.empty(), false));
    assertThat(on.bus.history("plain", StartAt.after("x"), 5).gap()).isTrue();
  }

  @Test
  void aPageThatCannotBeIsRefused() {
    assertThatThrownBy(() -> on.bus.history("room:1", StartAt.NOW, 0))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    assertThatThrownBy(() -> on.bus.history("a::b", StartAt.NOW, 1))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_PATTERN));
    Session session = on.session("guest", 0);
    session.close();
    assertThatThrownBy(() -> session.history("room:1", StartAt.NOW, 1))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.CLOSED));
  }

  private String positionOf(String topic) {
    try (Subscription passing = on.bus.subscribe(topic, delivery -> {})) {
      return passing.position().orElseThrow();
    }
  }

  private Subscription subscribe(String pattern, StartAt start) {
    return on.bus.subscribe(pattern, SubscribeOptions.DEFAULT.startingAt(start), subscriber);
  }
}
