package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscriber that blocks at once, with a capacity of 10, and 100 signals. */
final class CapacityTest {

  private static final SubscribeOptions TEN = SubscribeOptions.DEFAULT.withCapacity(10);

  private final ManualBus on = new ManualBus();
  private final HeldSubscriber held = on.holding();
  private final Subscription subscription = on.bus.subscribe("a", TEN, held);

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void beforeATakeoverExactlyTheFirstTenAreKept() throws Exception {
    int dropped = on.publish("a", 0, 100);
    held.awaitBlocked();

    assertThat(dropped).isEqualTo(90);
    expectNineWaitingAndNinetyLost();
  }

  @Test
  void afterATakeoverExactlyTheFirstTenAreKept() throws Exception {
    on.publish("a", 0, 1);
    held.awaitBlocked();
    takeOver();
    int dropped = on.publish("a", 1, 100);

    assertThat(dropped).isEqualTo(90);
    expectNineWaitingAndNinetyLost();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 11, 50})
  void aTakeoverInBetweenChangesNothing(int before) throws Exception {
    int dropped = on.publish("a", 0, before);
    held.awaitBlocked();
    takeOver();
    dropped += on.publish("a", before, 100);

    assertThat(dropped).isEqualTo(90);
    expectNineWaitingAndNinetyLost();
  }

  private void takeOver() {
    RecordingSubscriber behind = new RecordingSubscriber();
    on.bus.subscribe("probe", behind);
    on.publish("probe", 0, 1);
    on.advanceUntil(() -> !behind.signals().isEmpty());
  }

  private void expectNineWaitingAndNinetyLost() {
    assertThat(subscription.stats().waiting()).isEqualTo(10);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 90L));
    assertThat(on.bus.stats().waitingMax()).isEqualTo(10);

    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 10);

    assertThat(held.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    BusStats bus = on.bus.stats();
    assertThat(bus.dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 90L));
    assertThat(bus.waitingMax()).isZero();
  }

  @Test
  void whenThereIsRoomAgainSignalsAreTakenAgain() throws Exception {
    on.publish("a", 0, 1);
    held.awaitBlocked();
    takeOver();
    on.publish("a", 1, 100);
    held.release();
    for (int n = 100; n < 110; n++) {
      int next = n;
      ManualBus.await(() -> on.publish("a", next, next + 1) == 0);
    }

    ManualBus.await(() -> subscription.stats().delivered() == 20);
    assertThat(held.payloads()).hasSize(20).endsWith(108, 109);
  }

  @Test
  void whatIsHandledTakesNoRoomAnyMore() throws Exception {
    HeldSubscriber lane = on.holding();
    HeldSubscriber sixth = on.holdingAt(6);
    on.bus.subscribe("hold", lane);
    Subscription other = on.bus.subscribe("b", TEN, sixth);
    on.publish("hold", 0, 1);
    lane.awaitBlocked();
    assertThat(on.publish("b", 0, 10)).isZero();
    lane.release();
    sixth.awaitBlocked();
    takeOver();

    assertThat(other.stats().waiting()).isEqualTo(5);
    assertThat(on.publish("b", 10, 16)).isEqualTo(1);
  }

  @Test
  void othersOnTheTopicLoseNothing() throws Exception {
    RecordingSubscriber good = new RecordingSubscriber();
    on.bus.subscribe("a", good);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    takeOver();
    on.publish("a", 1, 100);

    assertThat(good.await(100, Duration.ofSeconds(30))).hasSize(100);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 90L));
  }

  @Test
  void theDefaultCapacityIsASetting() throws Exception {
    try (ManualBus small = new ManualBus("pubsub.capacity", "3")) {
      HeldSubscriber blocked = small.holding();
      Subscription all = small.bus.subscribe("a", blocked);
      int dropped = small.publish("a", 0, 10);
      blocked.awaitBlocked();

      assertThat(dropped).isEqualTo(7);
      assertThat(all.stats().waiting()).isEqualTo(3);
    }
  }

  @Test
  void aCapacityOfOneHoldsTheOneInHand() throws Exception {
    HeldSubscriber one = on.holding();
    Subscription single = on.bus.subscribe("b", TEN.withCapacity(1), one);
    assertThat(on.publish("b", 0, 1)).isZero();
    one.awaitBlocked();

    assertThat(on.publish("b", 1, 5)).isEqualTo(4);
    one.release();
    ManualBus.await(() -> on.publish("b", 5, 6) == 0);
    ManualBus.await(() -> single.stats().delivered() == 2);
    assertThat(one.payloads()).containsExactly(0, 5);
  }
}
