package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is held back by what stands in front of a subscriber comes again. */
final class HoldingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged();

  private final Doorman doorman = new Doorman();
  private final ManualBus on = ManualBus.with(Contributions.builder().decorator(doorman).build());
  private final RecordingSubscriber received = new RecordingSubscriber();
  private final RecordingSubscriber neighbour = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whatIsHeldComesAgainInItsOrderOnceReleased() throws Exception {
    Subscription subscription = on.bus.subscribe("held:a", received);
    doorman.holdFrom(3);
    on.publish("held:a", 0, 10);

    received.await(3, PATIENCE);
    ManualBus.await(() -> doorman.holds.get() == 1 && subscription.stats().waiting() == 7);
    assertThat(doorman.control().pattern()).isEqualTo("held:a");
    doorman.letAllPass();
    on.publish("held:a", 10, 12);
    doorman.control().release();

    received.await(12, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().delivered()).isEqualTo(12);
    assertThat(subscription.stats().dropped()).isEmpty();
  }

  @Test
  void aNeighbourThatIsLeftAloneNoticesNothing() throws Exception {
    doorman.holdFrom(0);
    on.bus.subscribe("held:a", received);
    on.bus.subscribe("*:a", neighbour);
    on.publish("held:a", 0, 100);

    neighbour.await(100, PATIENCE);
    assertThat(received.payloads()).isEmpty();
  }

  @Test
  void aReleaseBeforeTheCallIsOverCounts() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    doorman.order =
        (control, delivery, next) -> {
          if (turns.incrementAndGet() <= 3) {
            control.hold();
            control.release();
          } else {
            next.receive(delivery);
          }
        };
    on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 2);

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1);
    assertThat(turns).hasValue(5);
  }

  @Test
  void whatIsHeldTakesUpRoom() throws Exception {
    doorman.holdFrom(0);
    Subscription subscription =
        on.bus.subscribe("held:a", SubscribeOptions.DEFAULT.withCapacity(4), received);

    assertThat(on.publish("held:a", 0, 10)).isEqualTo(6);
    assertThat(subscription.stats().waiting()).isEqualTo(4);
    ManualBus.await(() -> doorman.holds.get() == 1);
    doorman.letAllPass();
    doorman.control().release();
    received.await(4, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void oneThatAcknowledgesUsesUpNoAttemptWhileItIsHeld() throws Exception {
    doorman.holdFrom(1);
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    Subscription subscription =
        on.bus.subscribe(
            "held:a",
            ACKED,
            delivery -> {
              attempts.add(delivery.attempt());
              received.receive(delivery);
              delivery.ack();
            });
    on.publish("held:a", 0, 5);
    ManualBus.await(() -> doorman.holds.get() == 1);
    for (int turn = 2; turn < 5; turn++) {
      int now = turn;
      doorman.control().release();
      ManualBus.await(() -> doorman.holds.get() == now);
    }
    doorman.letAllPass();
    doorman.control().release();

    received.await(5, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1, 2, 3, 4);
    assertThat(attempts).containsExactly(1, 1, 1, 1, 1);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().redelivered()).isZero();
  }

  @Test
  void aHeldSubscriptionHoldsItsSessionBackUntilItIsClosed() throws Exception {
    try (Session session = on.session("someone", 100)) {
      Subscription held = session.subscribe("held:a", received);
      session.subscribe("b", neighbour);
      doorman.holdFrom(0);
      on.publish("held:a", 0, 1);
      ManualBus.await(() -> doorman.holds.get() == 1);
      on.publish("b", 1, 4);
      assertThat(neighbour.payloads()).isEmpty();
      assertThat(doorman.control().principal()).isEqualTo("someone");
      held.close();

      neighbour.await(3, PATIENCE);
      assertThat(held.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 1L));
      on.publish("b", 4, 5);
      neighbour.await(4, PATIENCE);
    }
  }

  @Test
  void whatSomebodyPausedStaysPausedWhenItIsReleased() throws Exception {
    doorman.holdFrom(0);
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 1);
    ManualBus.await(() -> doorman.holds.get() == 1);
    subscription.pause();
    doorman.letAllPass();
    doorman.control().release();
    assertThat(received.payloads()).isEmpty();
    subscription.resume();

    received.await(1, PATIENCE);
  }

  @Test
  void aGroupGivesItsSignalsToWhoeverIsNotHeld() throws Exception {
    SubscribeOptions workers = SubscribeOptions.DEFAULT.inGroup("workers");
    doorman.holdFrom(0);
    on.bus.subscribe("held:a", workers, received);
    doorman.controls.clear();
    on.publish("held:a", 0, 1);
    ManualBus.await(() -> doorman.holds.get() == 1);
    doorman.letAllPass();
    on.bus.subscribe("held:a", workers, neighbour);
    on.publish("held:a", 1, 21);

    neighbour.await(20, PATIENCE);
    assertThat(received.payloads()).isEmpty();
  }

  @Test
  void whatIsHeldAndThenTakenOutHoldsNothingBack() throws Exception {
    doorman.order =
        (control, delivery, next) -> {
          if ((int) delivery.signal().payload() == 0) {
            control.hold();
            control.drop();
          } else {
            next.receive(delivery);
          }
        };
    on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 3);

    received.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly(1, 2);
  }

  @Test
  void aBatchEndsForWhoIsHeldToo() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    doorman.order =
        (control, delivery, next) -> {
          if (doorman.calls.get() == 1) {
            Thread.currentThread().interrupt();
            control.hold();
            control.release();
          } else {
            interrupted.complete(Thread.currentThread().isInterrupted());
          }
        };
    on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 1);

    assertThat(interrupted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void whatIsHeldComesAgainBeforeWhatIsReplayedAfterIt() throws Exception {
    ManualBus kept =
        ManualBus.with(
            Contributions.builder().decorator(doorman).build(), "pubsub.history", "held:*=9");
    try (kept) {
      kept.publish("held:a", 0, 4);
      doorman.holdFrom(1);
      Subscription subscription =
          kept.bus.subscribe(
              "held:a", SubscribeOptions.DEFAULT.startingAt(StartAt.last(9)), received);
      ManualBus.await(() -> doorman.holds.get() == 1);
      kept.publish("held:a", 4, 6);
      doorman.letAllPass();
      doorman.control().release();

      received.await(6, PATIENCE);
      assertThat(received.payloads()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(subscription.recovered()).isFalse();
    }
  }
}
