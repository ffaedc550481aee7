package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions that must not lose anything, and publishers that meet a full one. */
abstract class WaitRules extends BusRules {

  private static final SubscribeOptions FIVE =
      SubscribeOptions.DEFAULT.withCapacity(5).withOverflow(Overflow.WAIT);
  private static final PublishOptions PATIENT =
      PublishOptions.DEFAULT.waitingUpTo(PublishOptions.MAX_PATIENCE);

  /** Full for signals of normal priority: one in hand and three that wait. */
  private Held full() throws InterruptedException {
    Held held = hold(bus(), "a", FIVE);
    assertThat(publish("a", 1, 4)).isZero();
    return held;
  }

  private static void expectOverloaded(PublishResult result) {
    Rejected refusal = Signals.rejected(result);
    expectRefused(refusal, StandardError.OVERLOADED);
    assertThat(refusal.retryAfter()).isPositive();
  }

  @Test
  void aFullOneRefusesTheSignalForAll() throws Exception {
    Held held = full();
    RecordingSubscriber other = new RecordingSubscriber();
    bus().subscribe("**", other);
    long published = bus().stats().published();

    expectOverloaded(bus().publish("a", "refused"));
    assertThat(bus().stats().rejected()).isEqualTo(1);
    assertThat(bus().stats().published()).isEqualTo(published);
    publish("b", "marker");
    other.await(1, PATIENCE);
    assertThat(other.payloads()).containsExactly("marker");
    assertThat(held.goOn()).containsExactly(0, 1, 2, 3);
    assertThat(held.subscription().stats().droppedTotal()).isZero();
  }

  @Test
  void aRefusedSignalLeavesRoomForTheNext() throws Exception {
    Held held = full();
    for (int i = 0; i < 100; i++) {
      expectOverloaded(bus().publish("a", "refused"));
    }

    assertThat(held.goOn()).containsExactly(0, 1, 2, 3);
    IntStream.range(4, 7).forEach(i -> publishWhenThereIsRoom("a", i));
    Await.until("it has them", () -> held.subscriber().payloads().size() == 7);
  }

  @Test
  void twoFullOnesAreAsOne() throws Exception {
    Held held = full();
    RecordingSubscriber roomy = new RecordingSubscriber();
    bus().subscribe("a", FIVE, roomy);
    expectOverloaded(bus().publish("a", "refused"));
    for (int i = 0; i < 20; i++) {
      expectOverloaded(bus().publish("a", "refused"));
    }
    held.goOn();

    publish("a", "taken");
    roomy.await(1, PATIENCE);
    assertThat(roomy.payloads()).containsExactly("taken");
  }

  @Test
  void anUrgentSignalEntersPastTheSoftLimit() throws Exception {
    Held held = full();

    assertThat(publish("a", Priority.HIGH, "urgent").dropped()).isZero();
    expectOverloaded(bus().publish("a", "x", PublishOptions.DEFAULT.withPriority(Priority.HIGH)));
    awaitWalked();
    assertThat(held.goOn()).containsExactly(0, "urgent", 1, 2, 3);
  }

  @Test
  void aPatientPublisherIsRefusedWhenItsTimeIsOver() throws Exception {
    full();

    expectOverloaded(
        bus().publish("a", "x", PublishOptions.DEFAULT.waitingUpTo(Duration.ofMillis(20))));
  }

  @Test
  void aPatientPublisherSucceedsWhenThereIsRoom() throws Exception {
    Held held = full();
    CountDownLatch begun = new CountDownLatch(1);
    Crowd.run(
        2,
        number -> {
          if (number == 0) {
            begun.countDown();
            assertThat(Signals.accepted(bus().publish("a", "patient", PATIENT)).dropped()).isZero();
          } else {
            begun.await();
            held.subscriber().release();
          }
        });

    awaitRest(held.subscription());
    assertThat(held.subscriber().payloads()).containsExactly(0, 1, 2, 3, "patient");
  }

  @Test
  void aPatientPublisherSucceedsWhenTheFullOneGoes() throws Exception {
    Held held = full();
    CountDownLatch begun = new CountDownLatch(1);
    Crowd.run(
        2,
        number -> {
          if (number == 0) {
            begun.countDown();
            Signals.accepted(bus().publish("a", "patient", PATIENT));
          } else {
            begun.await();
            held.subscription().close();
          }
        });
    assertThat(bus().stats().rejected()).isZero();
  }

  @Test
  void insideASubscriberNobodyWaits() throws Exception {
    full();
    CompletableFuture<PublishResult> result = new CompletableFuture<>();
    bus()
        .subscribe(
            "inside", delivery -> result.complete(bus().publish("a", "from inside", PATIENT)));
    publish("inside", "go");

    expectOverloaded(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void nothingIsLostWithManyPatientPublishers() throws Exception {
    RecordingSubscriber received = new RecordingSubscriber();
    bus().subscribe("a", FIVE, received);
    Crowd.run(
        4,
        publisher -> {
          for (int i = 0; i < 250; i++) {
            Signals.accepted(bus().publish("a", publisher * 1000 + i, PATIENT));
          }
        });

    received.await(1000, PATIENCE);
    for (int i = 0; i < 4; i++) {
      int publisher = i;
      assertThat(received.payloads())
          .filteredOn(payload -> (Integer) payload / 1000 == publisher)
          .hasSize(250)
          .isSortedAccordingTo((one, other) -> (Integer) one - (Integer) other);
    }
    assertThat(bus().stats().dropped()).doesNotContainKey(DropReason.OVERFLOW);
  }
}
