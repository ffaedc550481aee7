package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Acknowledgement;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delivery at least once, on time moved by hand. */
final class AcknowledgementTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Acknowledgement THREE =
      new Acknowledgement(3, 10, TIMEOUT, SECOND, Duration.ofSeconds(2));
  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged(THREE);

  private final ManualBus on = new ManualBus();
  private final Deliveries received = new Deliveries();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void anAcknowledgedSignalIsDeliveredOnce() throws Exception {
    Subscription subscription = on.bus.subscribe("a", ACKED, received);
    on.publish("a", 0, 1);
    Delivery delivery = received.next();

    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(subscription.stats().delivered()).isZero();
    assertThat(subscription.stats().waiting()).isEqualTo(1);
    delivery.ack();
    delivery.ack();
    delivery.reject("too late");
    on.time.advance(Duration.ofHours(1));

    assertThat(subscription.stats().delivered()).isEqualTo(1);
    assertThat(subscription.stats().waiting()).isZero();
    assertThat(subscription.stats().dropped()).isEmpty();
    assertThat(on.bus.stats().delivered()).isEqualTo(1);
    assertThat(received.isEmpty()).isTrue();
  }

  @Test
  void anExceptionWhoseMessageThrowsIsAnAttemptLikeAnyOther() throws Exception {
    on.bus.subscribe(
        "a",
        SubscribeOptions.DEFAULT.acknowledged(Acknowledgement.DEFAULT.withMaxAttempts(1)),
        delivery -> {
          throw new IllegalStateException() {
            @Override
            public String getMessage() {
              throw new IllegalStateException("thrown on purpose");
            }
          };
        });
    on.publish("a", 0, 2);

    ManualBus.await(() -> on.bus.deadLetters().count() == 2);
  }

  @Test
  void whatIsRetriedRestsTwiceAsLongEachTimeAndThenIsSetAside() throws Exception {
    Subscription subscription = on.bus.subscribe("a", ACKED, received);
    on.publish("a", 7, 8);
    received.next().retryLater();
    on.time.advance(SECOND.dividedBy(2).minusNanos(1));
    assertThat(received.isEmpty()).isTrue();
    on.time.advance(SECOND);
    Delivery second = received.next();
    assertThat(second.attempt()).isEqualTo(2);
    second.retryLater();
    on.time.advance(SECOND.minusNanos(1));
    assertThat(received.isEmpty()).isTrue();
    on.time.advance(SECOND);
    received.next().retryLater();

    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.EXHAUSTED, 1L));
    assertThat(subscription.stats().redelivered()).isEqualTo(2);
    assertThat(subscription.stats().waiting()).isZero();
    DeadLetter dead = on.bus.deadLetters().list(1).get(0);
    assertThat(dead.signal().payload()).isEqualTo(7);
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(dead.reason()).isEqualTo(DropReason.EXHAUSTED);
    assertThat(dead.description()).isEqualTo("the subscriber asked for another attempt");
    assertThat(dead.time()).isEqualTo(on.time.clock().instant());
  }

  @Test
  void whatIsThrownSaysWhyItIsSetAside() {
    on.bus.subscribe(
        "a",
        SubscribeOptions.DEFAULT.acknowledged(THREE.withMaxAttempts(1)),
        delivery -> {
          throw new IllegalStateException("the disk is full");
        });
    on.publish("a", 0, 1);
    ManualBus.await(() -> on.bus.deadLetters().count() == 1);

    assertThat(on.bus.deadLetters().list(1).get(0).description())
        .isEqualTo("IllegalStateException: the disk is full");
  }

  @Test
  void whatIsRejectedIsSetAsideAtOnce() throws Exception {
    Subscription subscription = on.bus.subscribe("a", ACKED, received);
    on.publish("a", 0, 1);
    received.next().reject("x".repeat(600));

    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.REJECTED, 1L));
    DeadLetter dead = on.bus.deadLetters().list(1).get(0);
    assertThat(dead.description()).isEqualTo("x".repeat(500));
    assertThat(dead.attempts()).isEqualTo(1);
    assertThat(dead.pattern()).isEqualTo("a");
  }

  @Test
  void whatIsNotAcknowledgedInTimeIsDeliveredAgainAndALateAckChangesNothing() throws Exception {
    Subscription subscription = on.bus.subscribe("a", ACKED, received);
    on.publish("a", 0, 1);
    Delivery late = received.next();
    on.time.advance(TIMEOUT);
    late.ack();
    on.time.advance(SECOND);
    Delivery second = received.next();

    assertThat(subscription.stats().delivered()).isZero();
    second.ack();
    assertThat(subscription.stats().delivered()).isEqualTo(1);
    assertThat(subscription.stats().redelivered()).isEqualTo(1);
  }

  @Test
  void oneInHandMeansStrictOrder() throws Exception {
    on.bus.subscribe(
        "a", SubscribeOptions.DEFAULT.acknowledged(THREE.withMaxUnacknowledged(1)), received);
    on.publish("a", 0, 3);
    Delivery first = received.next();
    first.retryLater();
    on.time.advance(SECOND);
    Delivery again = received.next();
    assertThat(again.signal().payload()).isEqualTo(0);
    assertThat(received.isEmpty()).isTrue();
    again.ack();
    assertThat(received.next().signal().payload()).isEqualTo(1);
  }

  @Test
  void whatIsNotAcknowledgedTakesUpRoom() throws Exception {
    Subscription subscription =
        on.bus.subscribe("a", ACKED.withCapacity(3).withOverflow(Overflow.WAIT), received);
    on.publish("a", 0, 3);
    Delivery first = received.next();
    received.next().retryLater();

    assertThat(on.bus.publish("a", 3)).isInstanceOf(Rejected.class);
    assertThat(subscription.stats().waiting()).isEqualTo(3);
    first.ack();
    ManualBus.await(() -> on.bus.publish("a", 3) instanceof Accepted);
    assertThat(on.bus.publish("a", 4)).isInstanceOf(Rejected.class);
  }

  @Test
  void whatIsOpenWhenTheSubscriptionClosesIsCountedOnceAndALateAckChangesNothing()
      throws Exception {
    Subscription subscription =
        on.bus.subscribe(
            "a", SubscribeOptions.DEFAULT.acknowledged(THREE.withMaxUnacknowledged(2)), received);
    on.publish("a", 0, 5);
    Delivery inHand = received.next();
    received.next().retryLater();
    subscription.close();
    inHand.ack();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 5);
    on.time.advance(Duration.ofHours(1));

    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 5L));
    assertThat(subscription.stats().delivered()).isZero();
    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(received.isEmpty()).isTrue();
  }

  @Test
  void aSubscriberThatHangsInItsLastAttemptLosesItToTheDeadLetters() throws Exception {
    var hanging = on.holding();
    on.bus.subscribe("a", SubscribeOptions.DEFAULT.acknowledged(THREE.withMaxAttempts(1)), hanging);
    on.publish("a", 0, 1);
    hanging.awaitBlocked();
    on.time.advance(TIMEOUT);

    assertThat(on.bus.deadLetters().list(1).get(0).description())
        .isEqualTo("it was not acknowledged within PT1M");
  }

  @Test
  void whoDoesNotAcknowledgeMayAckButNotAskForMore() throws Exception {
    Subscription subscription = on.bus.subscribe("a", received);
    on.publish("a", 0, 1);
    Delivery delivery = received.next();
    delivery.ack();

    assertThat(delivery.attempt()).isEqualTo(1);
    assertThatThrownBy(delivery::retryLater)
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("SubscribeOptions.acknowledged()");
    assertThatThrownBy(() -> delivery.reject("no")).isInstanceOf(PubSubException.class);
    ManualBus.await(() -> subscription.stats().delivered() == 1);
  }

  @Test
  void inASessionItHasBoundsOfItsOwnAndIsPausedAndClosedWithTheOthers() throws Exception {
    Session session = on.session("ann", 1);
    session.pause();
    Subscription subscription = session.subscribe("a", ACKED.withCapacity(3), received);
    RecordingSubscriber plain = new RecordingSubscriber();
    session.subscribe("b", plain);
    on.publish("a", 0, 3);
    ManualBus.await(() -> subscription.stats().waiting() == 3);
    assertThat(received.isEmpty()).isTrue();
    session.resume();
    received.next().ack();
    ManualBus.await(() -> subscription.stats().delivered() == 1);
    session.close();

    ManualBus.await(() -> subscription.stats().droppedTotal() == 2);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 2L));
  }
}
