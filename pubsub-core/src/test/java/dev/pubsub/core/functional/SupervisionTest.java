package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Selection;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may be done about the signals of a subscriber that something stands in front of. */
final class SupervisionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged();

  private final Doorman doorman = new Doorman();
  private final ManualBus on = new ManualBus(List.of(new Doorkeeping(doorman)));
  private final RecordingSubscriber received = new RecordingSubscriber();
  private final RecordingSubscriber neighbour = new RecordingSubscriber();

  private record Doorkeeping(SubscriberDecorator decorator) implements Plugin {
    @Override
    public String id() {
      return "doorkeeping";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().decorator(decorator).build();
    }
  }

  /** Stands in front of whoever subscribes below "held", and does what the test says. */
  private static final class Doorman implements SubscriberDecorator {

    final List<SubscriptionControl> controls = new CopyOnWriteArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    // A release counts once it comes behind the hold.
    final AtomicInteger holds = new AtomicInteger();
    volatile Order order = (control, delivery, next) -> next.receive(delivery);

    interface Order {
      void carryOut(SubscriptionControl control, Delivery delivery, Subscriber next)
          throws Exception;
    }

    @Override
    public Subscriber wrap(Subscriber next, SubscriptionControl control) {
      if (control.pattern().equals("held:broken")) {
        throw new IllegalStateException("broken on purpose");
      }
      if (!control.pattern().startsWith("held")) {
        return next;
      }
      controls.add(control);
      return delivery -> {
        calls.incrementAndGet();
        order.carryOut(control, delivery, next);
      };
    }

    SubscriptionControl control() {
      return controls.get(0);
    }
  }

  @AfterEach
  void close() {
    on.close();
  }

  private void holdFrom(int first) {
    doorman.order =
        (control, delivery, next) -> {
          if ((int) delivery.signal().payload() >= first) {
            control.hold();
            doorman.holds.incrementAndGet();
          } else {
            next.receive(delivery);
          }
        };
  }

  private void letAllPass() {
    doorman.order = (control, delivery, next) -> next.receive(delivery);
  }

  @Test
  void whatIsHeldComesAgainInItsOrderOnceReleased() throws Exception {
    Subscription subscription = on.bus.subscribe("held:a", received);
    holdFrom(3);
    on.publish("held:a", 0, 10);

    received.await(3, PATIENCE);
    ManualBus.await(() -> doorman.holds.get() == 1 && subscription.stats().waiting() == 7);
    assertThat(doorman.control().pattern()).isEqualTo("held:a");
    letAllPass();
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
    holdFrom(0);
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
    holdFrom(0);
    Subscription subscription =
        on.bus.subscribe("held:a", SubscribeOptions.DEFAULT.withCapacity(4), received);

    assertThat(on.publish("held:a", 0, 10)).isEqualTo(6);
    assertThat(subscription.stats().waiting()).isEqualTo(4);
    ManualBus.await(() -> doorman.holds.get() == 1);
    letAllPass();
    doorman.control().release();
    received.await(4, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatIsDroppedIsCounted() throws Exception {
    doorman.order = (control, delivery, next) -> control.drop();
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 3);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.WITHHELD, 3L)));
    assertThat(subscription.stats().delivered()).isZero();
    assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.WITHHELD, 3L));
  }

  @Test
  void whatIsSetAsideIsADeadLetterWithItsReason() {
    doorman.order = (control, delivery, next) -> control.setAside("closed".repeat(200));
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 7, 8);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.REJECTED, 1L)));
    var letter = on.bus.deadLetters().list(1).get(0);
    assertThat(letter.signal().payload()).isEqualTo(7);
    assertThat(letter.description()).hasSize(500).startsWith("closedclosed");
  }

  @Test
  void theLastOrderDecidesAndAnExceptionBesideItDoesNotCount() {
    doorman.order =
        (control, delivery, next) -> {
          control.setAside("not this");
          control.drop();
          throw new IllegalStateException("thrown on purpose");
        };
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 1);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.WITHHELD, 1L)));
    assertThat(on.bus.deadLetters().count()).isZero();
  }

  @Test
  void withoutAnOrderAnExceptionIsAFailureLikeAnyOther() {
    doorman.order =
        (control, delivery, next) -> {
          throw new IllegalStateException("thrown on purpose");
        };
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 2);

    on.advanceUntil(() -> subscription.stats().dropped().equals(Map.of(DropReason.FAILED, 2L)));
  }

  @Test
  void oneThatAcknowledgesUsesUpNoAttemptWhileItIsHeld() throws Exception {
    holdFrom(1);
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
    letAllPass();
    doorman.control().release();

    received.await(5, PATIENCE);
    assertThat(received.payloads()).containsExactly(0, 1, 2, 3, 4);
    assertThat(attempts).containsExactly(1, 1, 1, 1, 1);
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().redelivered()).isZero();
  }

  @Test
  void whatAnAcknowledgingOneDropsOrSetsAsideIsSettled() {
    doorman.order =
        (control, delivery, next) -> {
          if ((int) delivery.signal().payload() == 0) {
            control.drop();
          } else {
            control.setAside("it is closed");
          }
        };
    Subscription subscription = on.bus.subscribe("held:a", ACKED, received);
    on.publish("held:a", 0, 2);

    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.WITHHELD, 1L, DropReason.REJECTED, 1L));
    assertThat(on.bus.deadLetters().list(1).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void aHeldSubscriptionHoldsItsSessionBackUntilItIsClosed() throws Exception {
    try (Session session = on.session("someone", 100)) {
      Subscription held = session.subscribe("held:a", received);
      session.subscribe("b", neighbour);
      holdFrom(0);
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
    holdFrom(0);
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 1);
    ManualBus.await(() -> doorman.holds.get() == 1);
    subscription.pause();
    letAllPass();
    doorman.control().release();
    assertThat(received.payloads()).isEmpty();
    subscription.resume();

    received.await(1, PATIENCE);
  }

  @Test
  void aGroupGivesItsSignalsToWhoeverIsNotHeld() throws Exception {
    SubscribeOptions workers = SubscribeOptions.DEFAULT.inGroup("workers");
    holdFrom(0);
    on.bus.subscribe("held:a", workers, received);
    doorman.controls.clear();
    on.publish("held:a", 0, 1);
    ManualBus.await(() -> doorman.holds.get() == 1);
    letAllPass();
    on.bus.subscribe("held:a", workers, neighbour);
    on.publish("held:a", 1, 21);

    neighbour.await(20, PATIENCE);
    assertThat(received.payloads()).isEmpty();
  }

  @Test
  void theEndOfASubscriptionIsToldOnceHoweverItComes() {
    List<String> ends = new ArrayList<>();
    Subscription closed = on.bus.subscribe("held:a", received);
    doorman.control().whenClosed(() -> ends.add("closed"));
    closed.close();
    closed.close();
    doorman.control().whenClosed(() -> ends.add("late"));
    assertThat(ends).containsExactly("closed", "late");

    on.bus.subscribe("held:b", received);
    doorman.controls.get(1).whenClosed(() -> ends.add("with the bus"));
    on.pubsub.close();
    assertThat(ends).containsExactly("closed", "late", "with the bus");
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
  void theEndIsToldWithoutALockOfTheBus() throws Exception {
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.bus.subscribe("held:b", received);
    AtomicInteger meanwhile = new AtomicInteger();
    for (SubscriptionControl control : doorman.controls) {
      control.whenClosed(
          () -> {
            CompletableFuture.runAsync(() -> tryToSubscribe("c"))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
            meanwhile.incrementAndGet();
          });
    }
    subscription.close();
    on.pubsub.close();

    assertThat(meanwhile).hasValue(2);
  }

  private void tryToSubscribe(String topic) {
    try {
      on.bus.subscribe(topic, neighbour);
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(StandardError.CLOSED);
    }
  }

  @Test
  void whoLeavesASubscriberAloneIsToldOfItsEndAllTheSame() {
    List<String> ends = new ArrayList<>();
    SubscriberDecorator counting =
        (next, control) -> {
          control.whenClosed(() -> ends.add(control.pattern()));
          return next;
        };
    try (ManualBus counted = new ManualBus(List.of(new Doorkeeping(counting)))) {
      Subscription subscription = counted.bus.subscribe("a", received);
      subscription.replace("b", Selection.ALL);
      subscription.close();
    }

    assertThat(ends).containsExactly("b");
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
  void whatCannotBePutInFrontRefusesTheSubscription() {
    assertThatThrownBy(() -> on.bus.subscribe("held:broken", received))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void aSubscriptionThatIsRefusedHasEnded() {
    List<String> ends = new ArrayList<>();
    ManualBus declared =
        new ManualBus(
            List.of(
                new Doorkeeping(
                    (next, control) -> {
                      control.whenClosed(() -> ends.add(control.pattern()));
                      return delivery -> next.receive(delivery);
                    })),
            "pubsub.topics.mode",
            "declared");
    try (declared) {
      assertThatThrownBy(() -> declared.bus.subscribe("nowhere", received))
          .isInstanceOf(PubSubException.class);
      assertThat(ends).containsExactly("nowhere");
    }
  }

  @Test
  void whatIsHeldComesAgainBeforeWhatIsReplayedAfterIt() throws Exception {
    ManualBus kept = new ManualBus(List.of(new Doorkeeping(doorman)), "pubsub.history", "held:*=9");
    try (kept) {
      kept.publish("held:a", 0, 4);
      holdFrom(1);
      Subscription subscription =
          kept.bus.subscribe(
              "held:a", SubscribeOptions.DEFAULT.startingAt(StartAt.last(9)), received);
      ManualBus.await(() -> doorman.holds.get() == 1);
      kept.publish("held:a", 4, 6);
      letAllPass();
      doorman.control().release();

      received.await(6, PATIENCE);
      assertThat(received.payloads()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(subscription.recovered()).isFalse();
    }
  }
}
