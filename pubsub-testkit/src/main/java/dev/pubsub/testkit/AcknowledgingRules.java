package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Acknowledgement;
import dev.pubsub.DeadLetters;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of signals that must be acknowledged, and of those that were set aside. */
abstract class AcknowledgingRules extends BusRules {

  private static final Acknowledgement TWICE =
      Acknowledgement.DEFAULT
          .withMaxAttempts(2)
          .withBackOff(Duration.ofMillis(1), Duration.ofMillis(1));
  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged(TWICE);

  private final BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();

  private Delivery next() throws InterruptedException {
    Delivery next = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was received");
    }
    return next;
  }

  @Test
  void aSignalThatIsAcknowledgedIsDelivered() throws Exception {
    Subscription subscription = bus().subscribe("a", ACKED, received::add);
    publish("a", "x");
    Delivery delivery = next();

    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(subscription.stats().waiting()).isEqualTo(1);
    delivery.ack();
    delivery.reject("too late");
    assertThat(subscription.stats().delivered()).isEqualTo(1);
    assertThat(subscription.stats().waiting()).isZero();
    assertThat(subscription.stats().dropped()).isEmpty();
  }

  @Test
  void aSubscriberThatThrowsGetsTheSignalAgainUntilItHasHadEnough() throws Exception {
    Subscription subscription =
        bus()
            .subscribe(
                "a",
                ACKED,
                delivery -> {
                  received.add(delivery);
                  throw new IllegalStateException("poison");
                });
    publish("a", "x");
    awaitRest(subscription);

    assertThat(next().attempt()).isEqualTo(1);
    assertThat(next().attempt()).isEqualTo(2);
    assertThat(subscription.stats().redelivered()).isEqualTo(1);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.EXHAUSTED, 1L));
    DeadLetter dead = bus().deadLetters().list(10).get(0);
    assertThat(dead.attempts()).isEqualTo(2);
    assertThat(dead.description()).contains("IllegalStateException").contains("poison");
  }

  @Test
  void whatIsNotAcknowledgedInTimeIsDeliveredAgain() throws Exception {
    bus()
        .subscribe(
            "a",
            SubscribeOptions.DEFAULT.acknowledged(TWICE.withAckTimeout(Duration.ofMillis(1))),
            received::add);
    publish("a", "x");

    assertThat(next().attempt()).isEqualTo(1);
    assertThat(next().attempt()).isEqualTo(2);
  }

  @Test
  void aRejectedSignalIsSetAsideWithItsReason() throws Exception {
    Subscription subscription = bus().subscribe("a", ACKED, received::add);
    publish("a", "x");
    next().reject("no such account");

    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.REJECTED, 1L));
    DeadLetter dead = bus().deadLetters().list(10).get(0);
    assertThat(dead.signal().payload()).isEqualTo("x");
    assertThat(dead.pattern()).isEqualTo("a");
    assertThat(dead.description()).isEqualTo("no such account");
    assertThat(bus().deadLetters().find(dead.id())).contains(dead);
  }

  @Test
  void withOneInHandNothingOvertakes() throws Exception {
    bus()
        .subscribe(
            "a",
            SubscribeOptions.DEFAULT.acknowledged(TWICE.withMaxUnacknowledged(1)),
            received::add);
    publish("a", 0, 2);
    next().retryLater();
    Delivery again = next();
    assertThat(again.signal().payload()).isEqualTo(0);
    again.ack();
    assertThat(next().signal().payload()).isEqualTo(1);
  }

  @Test
  void whatIsNotAcknowledgedTakesUpRoom() throws Exception {
    bus().subscribe("a", ACKED.withCapacity(2).withOverflow(Overflow.WAIT), received::add);
    publish("a", "x");
    Delivery first = next();

    expectRefused(Signals.rejected(bus().publish("a", "y")), StandardError.OVERLOADED);
    first.ack();
    publishWhenThereIsRoom("a", "y");
  }

  @Test
  void whatIsOpenWhenTheSubscriptionClosesIsCountedOnce() throws Exception {
    Subscription subscription =
        session("ann", SessionOptions.DEFAULT).subscribe("a", ACKED, received::add);
    publish("a", 0, 3);
    Delivery first = next();
    subscription.close();
    first.ack();

    Await.until("all are counted", () -> subscription.stats().droppedTotal() == 3);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 3L));
    assertThat(subscription.stats().delivered()).isZero();
  }

  @Test
  void whoDoesNotAcknowledgeIsToldThatItCannotRetry() throws Exception {
    bus().subscribe("a", received::add);
    publish("a", "x");
    Delivery delivery = next();
    delivery.ack();

    expectThrown(StandardError.BAD_OPTION, delivery::retryLater);
    expectThrown(StandardError.BAD_OPTION, () -> delivery.reject("no"));
  }

  // ---- in a group

  @Test
  void membersOfAGroupAcknowledgeEachItsOwn() throws Exception {
    SubscribeOptions member = ACKED.inGroup("g");
    Subscription first = bus().subscribe("a", member, received::add);
    Subscription second = bus().subscribe("a", member, received::add);
    publish("a", 0, 20);
    for (int i = 0; i < 20; i++) {
      next().ack();
    }

    assertThat(first.stats().delivered() + second.stats().delivered()).isEqualTo(20);
    assertThat(received).isEmpty();
  }

  @Test
  void whatAMemberHasNotAcknowledgedWhenItLeavesGoesToAnother() throws Exception {
    SubscribeOptions member = ACKED.inGroup("g");
    Subscription leaving = bus().subscribe("a", member, received::add);
    publish("a", 0, 5);
    next().ack();
    next();
    RecordingSubscriber heir = new RecordingSubscriber();
    bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("g"), heir);
    leaving.close();

    heir.await(4, PATIENCE);
    assertThat(heir.payloads()).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(leaving.stats().delivered()).isEqualTo(1);
    assertThat(leaving.stats().dropped()).isEmpty();
  }

  // ---- dead letters

  @Test
  void aDeadLetterIsRedrivenToTheSubscriptionThatItWasForAndToNobodyElse() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    bus().subscribe("a", other);
    Subscription healed = bus().subscribe("a", ACKED, received::add);
    publish("a", "x");
    next().reject("not today");
    DeadLetters dead = bus().deadLetters();
    long id = dead.list(1).get(0).id();

    assertThat(Signals.accepted(dead.redrive(id)).matched()).isEqualTo(1);
    next().ack();
    assertThat(healed.stats().delivered()).isEqualTo(1);
    other.await(1, PATIENCE);
    assertThat(other.payloads()).containsExactly("x");
    assertThat(dead.count()).isZero();
    expectRefused(Signals.rejected(dead.redrive(id)), StandardError.DEAD_LETTER_NOT_FOUND);
  }

  @Test
  void aDeadLetterThatHasNobodyToGoToIsKept() throws Exception {
    Subscription gone = bus().subscribe("a", ACKED, received::add);
    publish("a", "x");
    next().reject("not today");
    gone.close();
    DeadLetters dead = bus().deadLetters();

    expectRefused(
        Signals.rejected(dead.redrive(dead.list(1).get(0).id())), StandardError.NOBODY_SUBSCRIBED);
    bus().subscribe("a", received::add);
    assertThat(dead.redriveAll(DeadLetters.ALL)).isEqualTo(1);
    assertThat(next().signal().payload()).isEqualTo("x");
  }

  @Test
  void deadLettersArePurged() throws Exception {
    bus().subscribe("**", ACKED, received::add);
    publish("a", "x");
    publish("b", "y");
    next().reject("no");
    next().reject("no");
    DeadLetters dead = bus().deadLetters();

    assertThat(dead.purgeAll("b")).isEqualTo(1);
    long left = dead.list(10).get(0).id();
    assertThat(dead.purge(left)).isTrue();
    assertThat(dead.purge(left)).isFalse();
    assertThat(dead.count()).isZero();
  }
}
