package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Subscriptions that share the signals of a pattern. */
abstract class GroupRules extends BusRules {

  private static final SubscribeOptions WORKERS = SubscribeOptions.DEFAULT.inGroup("workers");

  private final RecordingSubscriber first = new RecordingSubscriber();
  private final RecordingSubscriber second = new RecordingSubscriber();
  private final RecordingSubscriber third = new RecordingSubscriber();

  @Test
  void eachSignalReachesOneOfAGroupAndEverybodyElse() throws Exception {
    bus().subscribe("a:*", WORKERS, first);
    bus().subscribe("a:*", WORKERS, second);
    bus().subscribe("a:*", third);

    for (int i = 0; i < 60; i++) {
      assertThat(publish("a:" + i % 3, i).matched()).isEqualTo(2);
    }
    third.await(60, PATIENCE);
    Await.until("all have come", () -> first.payloads().size() + second.payloads().size() >= 60);
    assertThat(Stream.of(first, second).flatMap(each -> each.payloads().stream()))
        .containsExactlyInAnyOrderElementsOf(numbers(60));
    assertThat(bus().stats().subscriptions()).isEqualTo(Map.of("a:*", 3));
    assertThat(bus().topics().find("a:1").orElseThrow().subscriberCount()).isEqualTo(3);
  }

  @Test
  void groupsAndPatternsShareNothingWithEachOther() throws Exception {
    bus().subscribe("a", WORKERS, first);
    bus().subscribe("a", SubscribeOptions.DEFAULT.inGroup("watchers"), second);
    bus().subscribe("*", WORKERS, third);
    publish("a", 0, 20);

    for (RecordingSubscriber each : List.of(first, second, third)) {
      each.await(20, PATIENCE);
      assertThat(each.payloads()).isEqualTo(numbers(20));
    }
  }

  @Test
  void withoutAKeyTheMembersTakeTurns() throws Exception {
    bus().subscribe("a", WORKERS, first);
    bus().subscribe("a", WORKERS, second);
    for (int i = 0; i < 40; i++) {
      publish("a", i);
      // Nobody is behind for long, so hardly anybody is passed over.
      awaitAll(i + 1);
    }

    assertThat(first.signals()).hasSizeBetween(15, 25);
    assertThat(second.signals()).hasSizeBetween(15, 25);
  }

  @Test
  void aKeyStaysWithItsMemberAndMovesOnlyWhenThatOneLeaves() throws Exception {
    bus().subscribe("a", WORKERS, first);
    Subscription leaving = bus().subscribe("a", WORKERS, second);
    bus().subscribe("a", WORKERS, third);
    for (int i = 0; i < 300; i++) {
      publish("a", "key-" + i % 100, i);
    }
    awaitAll(300);
    Map<Object, RecordingSubscriber> owners = owners(200);
    assertThat(owners.values()).contains(first, second, third);
    assertThat(owners(0)).isEqualTo(owners);
    assertThat(first.payloads()).allMatch(each -> owners.get((int) each % 100) == first);

    leaving.close();
    for (int i = 300; i < 400; i++) {
      publish("a", "key-" + i % 100, i);
    }
    awaitAll(400);
    owners(300)
        .forEach(
            (key, owner) -> {
              RecordingSubscriber before = owners.get(key);
              assertThat(owner).isNotSameAs(second);
              assertThat(before == owner || before == second).isTrue();
            });
  }

  /** Who got each of the payloads from a number on. */
  private Map<Object, RecordingSubscriber> owners(int from) {
    Map<Object, RecordingSubscriber> owners = new HashMap<>();
    for (RecordingSubscriber each : List.of(first, second, third)) {
      for (Object payload : each.payloads()) {
        if ((int) payload >= from) {
          owners.put((int) payload % 100, each);
        }
      }
    }
    return owners;
  }

  @Test
  void whoHasNoRoomIsPassedOver() throws Exception {
    Held held = hold(bus(), "a", WORKERS.withCapacity(10));
    bus().subscribe("a", WORKERS, first);

    assertThat(publish("a", 1, 61)).isZero();
    first.await(50, PATIENCE);
    List<Object> ofHeld = held.goOn();
    // More than 50, when it was noticed earlier that the other is behind.
    first.await(61 - ofHeld.size(), PATIENCE);
    assertThat(Stream.concat(ofHeld.stream(), first.payloads().stream()))
        .containsExactlyInAnyOrderElementsOf(numbers(61));
  }

  @Test
  void aFullMemberMakesThePublisherWaitOnlyIfAllAre() throws Exception {
    SubscribeOptions waiting = WORKERS.withCapacity(1).withOverflow(Overflow.WAIT);
    Held one = hold(bus(), "a", waiting);
    HeldSubscriber other = new HeldSubscriber();
    Subscription otherOpen = bus().subscribe("a", waiting, other);
    try {
      publish("a", 1);
      other.awaitBlocked();
      assertThat(bus().publish("a", 2)).isInstanceOf(PublishResult.Rejected.class);
      other.release();
      awaitRest(otherOpen);
      Signals.accepted(
          bus().publish("a", 3, PublishOptions.DEFAULT.waitingUpTo(Duration.ofSeconds(20))));
      awaitRest(otherOpen);
      assertThat(other.payloads()).containsExactly(1, 3);
      assertThat(one.goOn()).containsExactly(0);
    } finally {
      other.release();
    }
  }

  @Test
  void whoIsPausedIsPassedOver() throws Exception {
    Session paused = session("ann", SessionOptions.ofCapacity(100));
    Subscription open = paused.subscribe("a", WORKERS, first);
    bus().subscribe("a", WORKERS, second);
    paused.pause();
    publish("a", 0, 20);

    second.await(20, PATIENCE);
    assertThat(open.stats().waiting()).isZero();
  }

  @Test
  void whoLeavesOutItsOwnIsPassedOverForThem() throws Exception {
    Session session = session("ann", SessionOptions.ofCapacity(100));
    session.subscribe("a", WORKERS.withoutOwn(), first);
    bus().subscribe("a", WORKERS, second);
    for (int i = 0; i < 20; i++) {
      Signals.accepted(
          session.publish("a", i, PublishOptions.DEFAULT.withKey(i < 10 ? "" : "key-" + i)));
    }

    second.await(20, PATIENCE);
    assertThat(first.signals()).isEmpty();
  }

  @Test
  void whatWaitsForAMemberThatLeavesIsHandedOver() throws Exception {
    Held leaving = hold(bus(), "a", WORKERS);
    publish("a", 1, 31);
    bus().subscribe("a", WORKERS, first);
    leaving.subscription().close();

    first.await(30, PATIENCE);
    assertThat(leaving.goOn()).containsExactly(0);
    assertThat(first.payloads()).containsExactlyInAnyOrderElementsOf(numbers(31).subList(1, 31));
    assertThat(leaving.subscription().stats().dropped()).isEmpty();
    Await.until("all is counted", () -> bus().stats().delivered() == 31);
    assertThat(bus().stats().dropped()).isEmpty();
  }

  @Test
  void whatWaitsForTheLastOneIsCountedAsClosed() throws Exception {
    Held last = hold(bus(), "a", WORKERS);
    publish("a", 1, 6);
    last.subscription().close();

    assertThat(publish("a", 6).matched()).isZero();
    assertThat(last.goOn()).containsExactly(0);
    Await.until(
        "it is counted",
        () -> last.subscription().stats().dropped().equals(Map.of(DropReason.CLOSED, 5L)));
  }

  private void awaitAll(int count) {
    Await.until(
        "all have come",
        () ->
            Stream.of(first, second, third).mapToInt(each -> each.signals().size()).sum() >= count);
  }

  private static List<Object> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).boxed().toList());
  }
}
