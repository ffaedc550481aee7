package dev.pubsub.testkit;

import static dev.pubsub.signal.Priority.HIGH;
import static dev.pubsub.signal.Priority.LOW;
import static dev.pubsub.signal.Priority.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DeadLetters;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.SubscriptionStats;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What becomes of signals for which there is no room. The subscriber holds the payload 0 in its
 * hands; with a capacity of 5 the soft limit leaves room for 3 more, the hard bound for a fourth.
 */
abstract class OverflowRules extends BusRules {

  private static final SubscribeOptions FIVE = SubscribeOptions.DEFAULT.withCapacity(5);

  private Held held(Overflow overflow) throws InterruptedException {
    return hold(bus(), "a", FIVE.withOverflow(overflow));
  }

  /** A bus may take a moment to make room. */
  private static void expectLosses(Held held, DropReason reason, long count) {
    expectLosses(held, Map.of(reason, count));
  }

  private static void expectLosses(Held held, Map<DropReason, Long> losses) {
    Await.untilAsserted(
        () -> {
          SubscriptionStats stats = held.subscription().stats();
          assertThat(stats.dropped()).isEqualTo(losses);
          assertThat(stats.waiting()).isLessThanOrEqualTo(5);
        });
  }

  // ---- bounds and priorities

  @Test
  void pastTheSoftLimitOnlyUrgentSignalsEnter() throws Exception {
    Held held = held(Overflow.DROP_NEWEST);

    assertThat(publish("a", 1, 4)).isZero();
    assertThat(publish("a", NORMAL, "normal").dropped()).isEqualTo(1);
    assertThat(publish("a", LOW, "low").dropped()).isEqualTo(1);
    assertThat(publish("a", HIGH, "high").dropped()).isZero();
    assertThat(publish("a", HIGH, "too much").dropped()).isEqualTo(1);
    assertThat(held.subscription().stats().waiting()).isEqualTo(5);
    assertThat(bus().stats().waitingMax()).isEqualTo(5);
    expectLosses(held, DropReason.OVERFLOW, 3);
    awaitWalked();
    assertThat(held.goOn()).containsExactly(0, "high", 1, 2, 3);
  }

  @Test
  void aCapacityOfOneHoldsTheOneInHand() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT.withCapacity(1));

    assertThat(publish("a", 1, 5)).isEqualTo(4);
    assertThat(held.goOn()).containsExactly(0);
    // It is counted as delivered a moment before its room is free.
    Await.until("there is room again", () -> publish("a", 5, 6) == 0);
  }

  @Test
  void ofWhatWaitsTheMoreUrgentComesFirst() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT.withCapacity(20));
    publish("a", LOW, "l1");
    publish("a", NORMAL, "n1");
    publish("a", HIGH, "h1");
    publish("a", LOW, "l2");
    publish("a", NORMAL, "n2");
    publish("a", HIGH, "h2");

    awaitWalked();
    assertThat(held.goOn()).containsExactly(0, "h1", "h2", "n1", "n2", "l1", "l2");
  }

  @Test
  void whenThereIsRoomAgainSignalsAreTakenAgain() throws Exception {
    Held held = held(Overflow.DROP_NEWEST);
    publish("a", 1, 20);
    held.goOn();

    IntStream.range(20, 23)
        .forEach(i -> Await.until("there is room", () -> publish("a", i).dropped() == 0));
    Await.until("it has them", () -> held.subscriber().payloads().size() == 7);
    assertThat(held.subscriber().payloads()).containsExactly(0, 1, 2, 3, 20, 21, 22);
  }

  @Test
  void onlyTheSubscriptionThatIsFullLosesAnything() throws Exception {
    Held held = held(Overflow.DROP_NEWEST);
    RecordingSubscriber good = new RecordingSubscriber();
    bus().subscribe("a", good);

    assertThat(publish("a", 1, 21)).isEqualTo(17);
    assertThat(good.await(20, PATIENCE)).hasSize(20);
    expectLosses(held, DropReason.OVERFLOW, 17);
  }

  // ---- drop the oldest

  @Test
  void dropOldestKeepsTheNewest() throws Exception {
    Held held = held(Overflow.DROP_OLDEST);

    assertThat(publish("a", 1, 10)).isZero();
    expectLosses(held, DropReason.OVERFLOW, 6);
    assertThat(held.goOn()).containsExactly(0, 7, 8, 9);
  }

  @Test
  void dropOldestTakesTheLeastUrgentFirst() throws Exception {
    Held held = held(Overflow.DROP_OLDEST);
    publish("a", NORMAL, "n1");
    publish("a", LOW, "l1");
    publish("a", NORMAL, "n2");
    publish("a", NORMAL, "n3");
    expectLosses(held, DropReason.OVERFLOW, 1);
    publish("a", HIGH, "h1");
    publish("a", HIGH, "h2");

    expectLosses(held, DropReason.OVERFLOW, 2);
    assertThat(held.goOn()).containsExactly(0, "h1", "h2", "n2", "n3");
  }

  @Test
  void dropOldestDropsANewSignalThatIsLessUrgentThanAllThatWait() throws Exception {
    Held held = held(Overflow.DROP_OLDEST);
    for (int i = 1; i < 5; i++) {
      publish("a", HIGH, i);
    }

    publish("a", NORMAL, "normal");
    expectLosses(held, DropReason.OVERFLOW, 1);
    assertThat(held.goOn()).containsExactly(0, 1, 2, 3, 4);
  }

  // ---- the latest per key

  @Test
  void latestPerKeyReplacesWhatIsOutOfDate() throws Exception {
    Held held = held(Overflow.LATEST_PER_KEY);
    publish("a", "k1", 1);
    publish("a", "k2", 2);
    publish("a", "k3", 3);
    assertThat(publish("a", "k2", 22).dropped()).isZero();

    expectLosses(held, DropReason.REPLACED, 1);
    assertThat(held.goOn()).containsExactly(0, 1, 3, 22);
  }

  @Test
  void latestPerKeyDropsTheOldestWhereNothingIsOutOfDate() throws Exception {
    Held held = held(Overflow.LATEST_PER_KEY);
    publish("a", "k1", 1);
    publish("a", "k2", 2);
    publish("a", "k3", 3);
    publish("a", "k4", 4);

    expectLosses(held, DropReason.OVERFLOW, 1);
    assertThat(held.goOn()).containsExactly(0, 2, 3, 4);
  }

  @Test
  void theSameKeyOnAnotherTopicIsAnotherThing() throws Exception {
    Held held = hold(bus(), "t:*", "t:0", FIVE.withOverflow(Overflow.LATEST_PER_KEY));
    publish("t:0", "k", 1);
    publish("t:1", "k", 2);
    publish("t:2", "k", 3);
    publish("t:1", "k", 22);

    expectLosses(held, DropReason.REPLACED, 1);
    assertThat(held.goOn()).containsExactlyInAnyOrder(0, 1, 3, 22);
  }

  @Test
  void aKeyMeansNothingWhileThereIsRoom() throws Exception {
    Held held = held(Overflow.LATEST_PER_KEY);
    publish("a", "k", 1);
    publish("a", "k", 2);

    assertThat(held.goOn()).containsExactly(0, 1, 2);
    expectLosses(held, Map.of());
  }

  // ---- disconnect

  @Test
  void disconnectEndsTheSubscriptionAndSaysSo() throws Exception {
    Held held = held(Overflow.DISCONNECT);
    publish("a", 1, 4);
    assertThat(held.subscriber().endings()).isZero();
    assertThat(publish("a", "too much").dropped()).isEqualTo(1);

    Await.until("it is told", () -> held.subscriber().endings() == 1);
    Await.until("it is gone", () -> bus().stats().subscriptions().isEmpty());
    assertThat(held.goOn()).containsExactly(0);
    assertThat(publish("a", "later").matched()).isZero();
    expectLosses(held, Map.of(DropReason.OVERFLOW, 1L, DropReason.CLOSED, 3L));
    assertThat(held.subscriber().endings()).isEqualTo(1);
  }

  // ---- dead letters

  @Test
  void deadLettersAreKeptNewestFirst() throws Exception {
    Held held = held(Overflow.DEAD_LETTER);
    assertThat(publish("a", 1, 6)).isEqualTo(2);

    DeadLetters dead = bus().deadLetters();
    assertThat(dead.count()).isEqualTo(2);
    assertThat(dead.forgotten()).isZero();
    assertThat(dead.list(10)).extracting(each -> each.signal().payload()).containsExactly(5, 4);
    assertThat(dead.list(1)).extracting(each -> each.signal().payload()).containsExactly(5);
    assertThat(dead.list(10)).extracting(DeadLetter::pattern).containsOnly("a");
    assertThat(dead.list(10)).extracting(DeadLetter::reason).containsOnly(DropReason.DEAD_LETTERED);
    expectLosses(held, DropReason.DEAD_LETTERED, 2);
    assertThat(held.goOn()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void otherPoliciesLeaveNoDeadLetters() throws Exception {
    held(Overflow.DROP_NEWEST);
    publish("a", 1, 20);

    assertThat(bus().deadLetters().count()).isZero();
    assertThat(bus().deadLetters().list(10)).isEmpty();
  }
}
