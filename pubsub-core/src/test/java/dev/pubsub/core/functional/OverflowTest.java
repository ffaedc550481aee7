package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of signals for which there is no room. */
final class OverflowTest {

  private static final SubscribeOptions TEN = SubscribeOptions.DEFAULT.withCapacity(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final ManualBus on = new ManualBus();
  private final HeldSubscriber held = on.holding();
  private final RecordingSubscriber received = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void dropOldestKeepsTheNewest() throws Exception {
    Subscription subscription = blocked(Overflow.DROP_OLDEST);
    int dropped = on.publish("a", 1, 100);
    walk();

    assertThat(dropped).isZero();
    assertThat(subscription.stats().waiting()).isEqualTo(10);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 90L));
    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 10);
    assertThat(held.payloads()).containsExactly(0, 91, 92, 93, 94, 95, 96, 97, 98, 99);
  }

  @Test
  void dropOldestLetsTheUrgentOnesStay() throws Exception {
    Subscription subscription = blocked(Overflow.DROP_OLDEST);
    for (int i = 1; i < 5; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withPriority(Priority.HIGH));
    }
    on.publish("a", 5, 100);
    walk();
    for (int i = 100; i < 103; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withPriority(Priority.LOW));
    }
    walk();

    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 10);
    assertThat(held.payloads()).containsExactly(0, 1, 2, 3, 4, 95, 96, 97, 98, 99);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 93L));
  }

  @Test
  void ofTheSameKeyTheLatestIsKept() throws Exception {
    Subscription subscription = blocked(Overflow.LATEST_PER_KEY);
    for (int i = 1; i < 10; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withKey("key-" + i));
    }
    on.bus.publish("a", 20, PublishOptions.DEFAULT.withKey("key-2"));
    on.bus.publish("a", 30, PublishOptions.DEFAULT.withKey("key-3"));
    on.bus.publish("a", 40, PublishOptions.DEFAULT.withKey("other"));
    walk();

    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.REPLACED, 2L, DropReason.OVERFLOW, 1L));
    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 10);
    assertThat(held.payloads()).containsExactly(0, 4, 5, 6, 7, 8, 9, 20, 30, 40);
  }

  @Test
  void whoMustNotLoseAnythingMakesThePublishFailWhole() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    on.bus.subscribe("a", other);
    Subscription subscription = blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    PublishResult result = on.bus.publish("a", 10);

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(((Rejected) result).code()).isEqualTo(StandardError.OVERLOADED);
    assertThat(((Rejected) result).retryAfter()).isPositive();
    assertThat(on.bus.stats().published()).isEqualTo(10 + 1);
    assertThat(on.bus.stats().rejected()).isEqualTo(1);
    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 10);
    assertThat(held.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(other.await(10, PATIENCE)).hasSize(10);
    assertThat(subscription.stats().droppedTotal()).isZero();
  }

  @Test
  void aPublisherWithPatienceWaitsForRoom() throws Exception {
    Subscription subscription = blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    CompletableFuture<PublishResult> waiting =
        CompletableFuture.supplyAsync(
            () -> on.bus.publish("a", 10, PublishOptions.DEFAULT.waitingUpTo(PATIENCE)));
    held.release();

    assertThat(waiting.get()).isInstanceOf(PublishResult.Accepted.class);
    ManualBus.await(() -> subscription.stats().delivered() == 11);
    assertThat(held.payloads()).endsWith(9, 10);
  }

  @Test
  void patienceEndsWithItsTime() throws Exception {
    blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    CompletableFuture<PublishResult> waiting =
        CompletableFuture.supplyAsync(
            () -> on.bus.publish("a", 10, PublishOptions.DEFAULT.waitingUpTo(A_MOMENT)));
    on.advanceUntil(waiting::isDone);

    assertThat(waiting.get()).isInstanceOf(Rejected.class);
  }

  @Test
  void onAThreadOfTheBusNobodyWaits() throws Exception {
    blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    AtomicReference<PublishResult> result = new AtomicReference<>();
    CountDownLatch published = new CountDownLatch(1);
    on.bus.subscribe(
        "inside",
        delivery -> {
          result.set(on.bus.publish("a", 10, PublishOptions.DEFAULT.waitingUpTo(PATIENCE)));
          published.countDown();
        });
    on.publish("inside", 0, 1);
    published.await();

    assertThat(result.get()).isInstanceOf(Rejected.class);
  }

  @Test
  void whoCannotKeepUpIsDisconnectedAndTold() throws Exception {
    Subscription subscription = on.bus.subscribe("a", TEN.withOverflow(Overflow.DISCONNECT), held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    walk();
    int dropped = on.publish("a", 1, 11);
    ManualBus.await(() -> held.endings() == 1);

    assertThat(dropped).isEqualTo(1);
    assertThat(on.bus.stats().subscriptions()).doesNotContainKey("a");
    held.release();
    ManualBus.await(() -> subscription.stats().droppedTotal() == 10);
    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.OVERFLOW, 1L, DropReason.CLOSED, 9L));
  }

  @Test
  void whatFindsNoRoomCanBeLookedAtLater() throws Exception {
    Subscription subscription = blocked(Overflow.DEAD_LETTER);
    int dropped = on.publish("a", 1, 13);

    assertThat(dropped).isEqualTo(3);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.DEAD_LETTERED, 3L));
    assertThat(on.bus.deadLetters().count()).isEqualTo(3);
    assertThat(on.bus.deadLetters().list(2))
        .extracting(letter -> letter.signal().payload())
        .containsExactly(12, 11);
    DeadLetter newest = on.bus.deadLetters().list(1).get(0);
    assertThat(newest.pattern()).isEqualTo("a");
    assertThat(newest.reason()).isEqualTo(DropReason.DEAD_LETTERED);
  }

  @Test
  void theOldestDeadLettersMakeRoomForNewerOnes() throws Exception {
    try (ManualBus small = new ManualBus("pubsub.deadletters.max", "2")) {
      HeldSubscriber blocked = small.holding();
      small.bus.subscribe("a", TEN.withOverflow(Overflow.DEAD_LETTER), blocked);
      small.publish("a", 0, 15);

      assertThat(small.bus.deadLetters().list(10))
          .extracting(letter -> letter.signal().payload())
          .containsExactly(14, 13);
      assertThat(small.bus.deadLetters().forgotten()).isEqualTo(3);
    }
  }

  @Test
  void pastTheSoftLimitOnlyUrgentSignalsEnter() throws Exception {
    try (ManualBus soft = new ManualBus("pubsub.soft-limit", "80")) {
      HeldSubscriber blocked = soft.holding();
      Subscription subscription = soft.bus.subscribe("a", TEN, blocked);
      assertThat(soft.publish("a", 0, 10)).isEqualTo(2);
      for (int i = 10; i < 13; i++) {
        soft.bus.publish("a", i, PublishOptions.DEFAULT.withPriority(Priority.HIGH));
      }
      blocked.awaitBlocked();

      assertThat(subscription.stats().waiting()).isEqualTo(10);
      assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 3L));
      blocked.release();
      ManualBus.await(() -> subscription.stats().delivered() == 10);
      assertThat(blocked.payloads()).contains(10, 11);
    }
  }

  @Test
  void ofWhatWaitsTheUrgentIsDeliveredFirst() throws Exception {
    Subscription subscription = blocked(Overflow.DROP_NEWEST);
    publishAt(Priority.LOW, 1);
    publishAt(Priority.NORMAL, 2);
    publishAt(Priority.HIGH, 3);
    publishAt(Priority.LOW, 4);
    publishAt(Priority.HIGH, 5);
    walk();
    held.release();
    ManualBus.await(() -> subscription.stats().delivered() == 6);

    assertThat(held.payloads()).containsExactly(0, 3, 5, 2, 1, 4);
  }

  @Test
  void anUrgentSignalIsNotLostToWhatIsStillOnItsWay() throws Exception {
    Subscription subscription = behindAnother(Overflow.DROP_OLDEST);
    for (int i = 0; i < 500; i++) {
      publishAt(Priority.LOW, i);
    }
    publishAt(Priority.HIGH, -1);
    release(subscription);

    assertThat(received.payloads()).contains(-1);
  }

  @Test
  void theLatestOfAKeyIsNotLostToManyOfAnother() throws Exception {
    Subscription subscription = behindAnother(Overflow.LATEST_PER_KEY);
    on.bus.publish("a", -1, PublishOptions.DEFAULT.withKey("rare"));
    for (int i = 0; i < 500; i++) {
      on.bus.publish("a", i, PublishOptions.DEFAULT.withKey("often"));
    }
    release(subscription);

    assertThat(received.payloads()).contains(-1, 499);
  }

  /** One whose signals wait on the lane, because another holds it. */
  private Subscription behindAnother(Overflow overflow) throws Exception {
    on.bus.subscribe("gate", held);
    on.publish("gate", 0, 1);
    held.awaitBlocked();
    return on.bus.subscribe(
        "a", SubscribeOptions.DEFAULT.withCapacity(100).withOverflow(overflow), received);
  }

  private void release(Subscription subscription) {
    held.release();
    on.advanceUntil(
        () -> subscription.stats().delivered() + subscription.stats().droppedTotal() == 501);
  }

  @Test
  void afterTheFirstLossWhoIsDisconnectedGetsNothingMore() throws Exception {
    Subscription subscription = on.bus.subscribe("a", TEN.withOverflow(Overflow.DISCONNECT), held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    walk();
    on.publish("a", 1, 11);
    held.release();
    on.publish("a", 11, 20);
    ManualBus.await(() -> subscription.stats().droppedTotal() >= 10);

    assertThat(held.payloads()).containsExactly(0);
  }

  @Test
  void eachSubscriberOfASessionThatIsCutOffIsTold() throws Exception {
    HeldSubscriber other = on.holding();
    Session session =
        on.pubsub
            .gateway()
            .open("default", new Principal("guest"), new SessionOptions(10, Overflow.DISCONNECT));
    session.subscribe("a", held);
    session.subscribe("b", other);
    on.publish("a", 0, 12);
    ManualBus.await(() -> held.endings() == 1 && other.endings() == 1);

    assertThatThrownBy(() -> session.subscribe("c", received))
        .isInstanceOf(PubSubException.class)
        .hasMessage("the session is closed");
  }

  @Test
  void aSessionThatIsClosedWaitsForRoomNoLonger() throws Exception {
    blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    Session session = on.session("guest", 0);
    CompletableFuture<PublishResult> waiting =
        CompletableFuture.supplyAsync(
            () -> session.publish("a", 10, PublishOptions.DEFAULT.waitingUpTo(PATIENCE)));
    session.close();

    assertThat(ManualBus.refused(waiting.get())).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void whoIsInterruptedWaitsForRoomNoLonger() throws Exception {
    blocked(Overflow.WAIT);
    on.publish("a", 1, 10);
    CompletableFuture<PublishResult> result = new CompletableFuture<>();
    Thread publisher =
        new Thread(
            () ->
                result.complete(
                    on.bus.publish("a", 10, PublishOptions.DEFAULT.waitingUpTo(PATIENCE))));
    publisher.start();
    publisher.interrupt();

    assertThat(result.get()).isInstanceOf(Rejected.class);
  }

  @Test
  void twoPatternsOfASessionFindRoomWhereOnlyOneSignalMayWait() throws Exception {
    Session session =
        on.pubsub
            .gateway()
            .open("default", new Principal("guest"), new SessionOptions(1, Overflow.WAIT));
    session.subscribe("a", received);
    session.subscribe("*", received);

    assertThat(on.publish("a", 0, 1)).isZero();
    assertThat(received.await(2, PATIENCE)).hasSize(2);
  }

  private void publishAt(Priority priority, int payload) {
    on.bus.publish("a", payload, PublishOptions.DEFAULT.withPriority(priority));
  }

  /** One that holds its first signal, and has left its lane for it. */
  private Subscription blocked(Overflow overflow) throws Exception {
    Subscription subscription = on.bus.subscribe("a", TEN.withOverflow(overflow), held);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    walk();
    return subscription;
  }

  /** Waits until everything that was posted before is where it belongs. */
  private void walk() {
    RecordingSubscriber behind = new RecordingSubscriber();
    try (Subscription probe = on.bus.subscribe("probe", behind)) {
      PublishOptions last = PublishOptions.DEFAULT.withPriority(Priority.LOW);
      on.bus.publish("probe", 0, last);
      on.advanceUntil(() -> probe.stats().delivered() == 1);
    }
  }
}
