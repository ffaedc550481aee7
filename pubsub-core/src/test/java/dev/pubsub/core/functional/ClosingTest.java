package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since others have threads, too. */
@Isolated
final class ClosingTest {

  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void afterTheEndNothingCanBePublishedSubscribedOrOpened() {
    ManualBus on = new ManualBus();
    Session session = on.session("ada", 0);
    on.close();
    on.pubsub.close();

    assertThat(ManualBus.refused(on.bus.publish("a", 1))).isEqualTo(StandardError.CLOSED);
    assertThat(code(() -> on.bus.subscribe("a", subscriber))).isEqualTo(StandardError.CLOSED);
    assertThat(code(() -> on.bus.subscribe("*", subscriber))).isEqualTo(StandardError.CLOSED);
    assertThat(ManualBus.refused(session.publish("a", 1))).isEqualTo(StandardError.CLOSED);
    assertThat(code(() -> session.subscribe("a", subscriber))).isEqualTo(StandardError.CLOSED);
    assertThat(code(() -> on.session("bob", 0))).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void whatStillWaitsIsCountedAsClosed() throws Exception {
    ManualBus on = new ManualBus();
    HeldSubscriber held = on.holding();
    Session paused = on.session("ada", 0);
    Subscription blocked = on.bus.subscribe("a", held);
    Subscription waiting = paused.subscribe("b", subscriber);
    paused.pause();
    on.publish("b", 0, 5);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    on.publish("a", 1, 10);
    on.pubsub.close();
    held.release();
    ManualBus.await(
        () ->
            blocked.stats().delivered() == 1
                && blocked.stats().droppedTotal() == 9
                && waiting.stats().droppedTotal() == 5);

    assertThat(held.payloads()).containsExactly(0);
    assertThat(blocked.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 9L));
    assertThat(waiting.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 5L));
    assertThat(subscriber.signals()).isEmpty();
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void closingSubscriptionsAndSessionsAfterTheEndDoesNothing() {
    ManualBus on = new ManualBus();
    Session session = on.session("ada", 0);
    Subscription own = on.bus.subscribe("a", subscriber);
    Subscription ofSession = session.subscribe("a", subscriber);
    on.close();
    own.close();
    ofSession.close();
    session.close();

    assertThat(own.stats().droppedTotal()).isZero();
  }

  @Test
  void noThreadIsLeftRunning() throws Exception {
    Set<Thread> before = ManualBus.threads();
    try (PubSub pubsub = PubSub.builder().set("pubsub.lanes", "3").open()) {
      Bus bus = pubsub.bus();
      bus.subscribe("a", subscriber);
      bus.subscribe(
          "a",
          delivery -> {
            throw new IllegalStateException("thrown on purpose");
          });
      for (int i = 0; i < 100; i++) {
        ManualBus.accepted(bus.publish("a", i));
      }
      subscriber.await(100, Duration.ofSeconds(30));
      assertThat(ManualBus.threads()).hasSizeGreaterThanOrEqualTo(3);
    }

    ManualBus.await(() -> before.containsAll(ManualBus.threads()));
  }

  @Test
  void anAssemblyThatWasNotUsedLeavesNoThreadEither() {
    Set<Thread> before = ManualBus.threads();
    PubSub.builder().open().close();

    ManualBus.await(() -> before.containsAll(ManualBus.threads()));
  }

  @Test
  void drainingWaitsForWhatWasPublished() throws Exception {
    try (ManualBus on = new ManualBus()) {
      Subscription subscription = on.bus.subscribe("a", subscriber);
      on.publish("a", 0, 500);

      assertThat(on.pubsub.drain(Duration.ofSeconds(30))).isTrue();
      assertThat(subscriber.payloads()).hasSize(500);
      assertThat(subscription.stats().waiting()).isZero();
    }
  }

  @Test
  void drainingGivesUpWhenItsTimeIsOver() throws Exception {
    try (ManualBus on = new ManualBus()) {
      HeldSubscriber held = on.holding();
      on.bus.subscribe("a", held);
      on.publish("a", 0, 1);
      held.awaitBlocked();

      assertThat(on.pubsub.drain(Duration.ofMillis(5))).isFalse();
    }
  }

  @Test
  void whatStillWaitsIsCountedOverAllBusesOnceForEachSubscription() throws Exception {
    try (ManualBus on = new ManualBus()) {
      assertThat(on.pubsub.waiting()).isZero();
      HeldSubscriber held = on.holding();
      on.bus.subscribe("a", held);
      on.publish("a", 0, 3);
      held.awaitBlocked();

      assertThat(on.pubsub.waiting()).isEqualTo(3);
      assertThat(on.pubsub.drainTime()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  private static ErrorCode code(Runnable call) {
    return catchThrowableOfType(PubSubException.class, call::run).code();
  }
}
