package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.BusPace;
import dev.pubsub.BusStats;
import dev.pubsub.DropReason;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatsTest {

  private final ManualBus on = new ManualBus();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void aBusThatDidNothingHasNothingToTell() {
    assertThat(on.bus.stats())
        .isEqualTo(
            new BusStats(
                0, 0, 0, Map.of(), 0, Map.of(), 0, 0, Map.of(), 0, 0, BusPace.STILL, 0, 0));
  }

  @Test
  void everythingIsCounted() {
    on.bus.subscribe("a", new RecordingSubscriber());
    on.bus.subscribe("a", new RecordingSubscriber());
    on.bus.subscribe("*", new RecordingSubscriber());
    on.bus.subscribe(
        "b",
        delivery -> {
          throw new IllegalStateException("thrown on purpose");
        });
    on.publish("a", 0, 10);
    on.publish("b", 0, 5);
    on.bus.publish("bad:", 0);
    on.bus.publish("nobody:is:here", 0);
    on.advanceUntil(() -> on.bus.stats().delivered() == 36 && on.bus.stats().droppedTotal() == 5);
    ManualBus.await(() -> on.bus.stats().waitingMax() == 0);

    assertThat(on.bus.stats())
        .usingRecursiveComparison()
        .ignoringFields("pace")
        .isEqualTo(
            new BusStats(
                16,
                1,
                36,
                Map.of(DropReason.FAILED, 5L),
                3,
                Map.of("a", 2, "*", 1, "b", 1),
                0,
                0,
                Map.of("BAD_TOPIC", 1L),
                0,
                0,
                BusPace.STILL,
                0,
                0));
  }

  @Test
  void thePaceIsThatOfTheLastMinute() {
    on.bus.subscribe("a", new RecordingSubscriber());
    on.publish("a", 0, 60);
    ManualBus.await(() -> on.bus.stats().delivered() == 60);
    on.time.advance(Duration.ofSeconds(30));
    on.bus.publish("nobody", 0);

    assertThat(on.bus.stats().pace().publishedPerSecond()).isCloseTo(61 / 30.0, within(0.01));
    assertThat(on.bus.stats().pace().deliveredPerSecond()).isCloseTo(2, within(0.01));
    on.time.advance(Duration.ofSeconds(70));
    assertThat(on.bus.stats().pace().publishedPerSecond()).isZero();
    assertThat(on.bus.stats().pace().deliveredPerSecond()).isZero();
  }

  @Test
  void howLongSubscribersTakeIsMeasuredAndForgotten() {
    on.bus.subscribe("a", new RecordingSubscriber());
    assertThat(on.bus.stats().pace().processingP99()).isZero();
    on.publish("a", 0, 1);
    ManualBus.await(() -> on.bus.stats().pace().processingP50().toNanos() > 0);

    assertThat(on.bus.stats().pace().processingP99()).isLessThan(Duration.ofMinutes(1));
    on.time.advance(Duration.ofMinutes(3));
    assertThat(on.bus.stats().pace().processingP99()).isZero();
  }

  @Test
  void howLongSubscribersThatAcknowledgeTakeIsMeasuredToo() {
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.acknowledged(), delivery -> delivery.ack());
    on.publish("a", 0, 1);

    ManualBus.await(() -> on.bus.stats().pace().processingP50().toNanos() > 0);
  }

  @Test
  void aBusIsAvailableUntilItIsClosed() {
    var session = on.session("ada", 0);
    assertThat(on.bus.isAvailable()).isTrue();
    assertThat(session.isAvailable()).isTrue();
    session.close();
    assertThat(session.isAvailable()).isFalse();
    assertThat(on.bus.isAvailable()).isTrue();
    on.pubsub.close();
    assertThat(on.bus.isAvailable()).isFalse();
  }

  @Test
  void whatClosedSubscriptionsDidStaysCounted() {
    Subscription subscription = on.bus.subscribe("a", new RecordingSubscriber());
    on.publish("a", 0, 10);
    ManualBus.await(() -> on.bus.stats().delivered() == 10);
    subscription.close();

    assertThat(on.bus.stats().delivered()).isEqualTo(10);
    assertThat(on.bus.stats().subscriptions()).isEmpty();
    assertThat(subscription.stats().delivered()).isEqualTo(10);
  }

  @Test
  void theFurthestBehindIsTheLongestQueueAndTheP99LeavesTheWorstHundredthOut() {
    for (int i = 0; i < 198; i++) {
      on.session("idle", 0).subscribe("idle", new RecordingSubscriber());
    }
    hold("few", 20);
    hold("many", 50);

    assertThat(on.bus.stats().waitingMax()).isEqualTo(50);
    assertThat(on.bus.stats().waitingP99()).isZero();
    hold("some", 7);
    assertThat(on.bus.stats().waitingP99()).isEqualTo(7);
  }

  private void hold(String topic, int waiting) {
    var session = on.session("behind", 0);
    session.subscribe(topic, new RecordingSubscriber());
    session.pause();
    on.publish(topic, 0, waiting);
  }

  @Test
  void theTotalsOfABusAreTheSumsOfItsSubscriptions() throws Exception {
    HeldSubscriber held = on.holding();
    Subscription small = on.bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(5), held);
    Subscription large = on.bus.subscribe("a", new RecordingSubscriber());
    int dropped = on.publish("a", 0, 20);
    held.awaitBlocked();
    held.release();
    ManualBus.await(() -> small.stats().delivered() == 5 && large.stats().delivered() == 20);

    assertThat(dropped).isEqualTo(15);
    ManualBus.await(() -> on.bus.stats().delivered() == 25);
    assertThat(on.bus.stats().dropped()).isEqualTo(small.stats().dropped());
  }
}
