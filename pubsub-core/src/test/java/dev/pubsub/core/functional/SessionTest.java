package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualBus on = new ManualBus("pubsub.session.capacity.max", "5000");
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void oneOrderHoldsOverAllTopicsOfASession() throws Exception {
    Session session = on.session("ada", 5000);
    session.subscribe("a", subscriber);
    session.subscribe("b:*", subscriber);
    session.subscribe("**:c", subscriber);
    List<String> topics = List.of("a", "b:1", "x:c", "b:2", "nobody");
    for (int i = 0; i < 5000; i++) {
      on.publish(topics.get(i % 5), i, i + 1);
    }
    subscriber.await(4000, PATIENCE);

    assertThat(subscriber.payloads())
        .isEqualTo(IntStream.range(0, 5000).filter(i -> i % 5 < 4).boxed().toList());
  }

  @Test
  void whoIsCutOffIsToldByEachOfItsSubscriptions() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    Subscriber ending =
        new Subscriber() {
          @Override
          public void receive(Delivery delivery) {
            throw new AssertionError("the session is paused");
          }

          @Override
          public void ended() {
            told.countDown();
          }
        };
    Session session =
        on.pubsub
            .gateway()
            .open("default", new Principal("ada"), new SessionOptions(1, Overflow.DISCONNECT));
    session.subscribe("a", ending);
    session.subscribe("b", SubscribeOptions.DEFAULT.acknowledged(), ending);
    session.pause();
    on.publish("a", 0, 5);

    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(session.isAvailable()).isFalse();
  }

  @Test
  void aPausedSessionKeepsItsCapacityAndDeliversInOrderAfterwards() throws Exception {
    Session session = on.session("ada", 10);
    Subscription a = session.subscribe("a", subscriber);
    Subscription b = session.subscribe("b", subscriber);
    session.pause();
    int dropped = 0;
    for (int i = 0; i < 50; i++) {
      dropped += on.publish("a", 2 * i, 2 * i + 1);
      dropped += on.publish("b", 2 * i + 1, 2 * i + 2);
    }

    assertThat(dropped).isEqualTo(90);
    assertThat(a.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 45L));
    assertThat(b.stats().dropped()).isEqualTo(Map.of(DropReason.OVERFLOW, 45L));
    assertThat(a.stats().waiting()).isEqualTo(10);
    assertThat(subscriber.signals()).isEmpty();

    session.resume();
    subscriber.await(10, PATIENCE);
    ManualBus.await(() -> a.stats().waiting() == 0);
    assertThat(subscriber.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    on.publish("b", 100, 101);
    assertThat(subscriber.await(11, PATIENCE).get(10).payload()).isEqualTo(100);
  }

  @Test
  void pausingAgainAndAgainLosesNothing() throws Exception {
    Session session = on.session("ada", 5000);
    session.subscribe("a", subscriber);
    for (int i = 0; i < 1000; i++) {
      if (i % 20 == 0) {
        session.pause();
      }
      on.publish("a", i, i + 1);
      if (i % 20 == 10) {
        session.resume();
      }
    }
    session.resume();
    subscriber.await(1000, PATIENCE);

    assertThat(subscriber.payloads()).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void theCapacityBoundsAllSubscriptionsOfABlockedSessionTogether() throws Exception {
    Session session = on.session("ada", 10);
    HeldSubscriber held = on.holding();
    Subscription first = session.subscribe("a", held);
    Subscription second = session.subscribe("b", held);
    int dropped = 0;
    for (int i = 0; i < 50; i++) {
      dropped += on.publish("a", 2 * i, 2 * i + 1);
      dropped += on.publish("b", 2 * i + 1, 2 * i + 2);
    }
    held.awaitBlocked();

    assertThat(dropped).isEqualTo(90);
    held.release();
    ManualBus.await(() -> first.stats().delivered() + second.stats().delivered() == 10);
    assertThat(held.payloads()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aSignalThatMatchesTwiceWaitsTwice() throws Exception {
    Session session = on.session("ada", 10);
    HeldSubscriber held = on.holding();
    Subscription first = session.subscribe("a", held);
    Subscription second = session.subscribe("*", held);
    int dropped = on.publish("a", 0, 100);
    held.awaitBlocked();

    assertThat(first.stats().waiting()).isEqualTo(10);
    assertThat(dropped).isEqualTo(190);
    held.release();
    ManualBus.await(() -> first.stats().delivered() + second.stats().delivered() == 10);
    assertThat(first.stats().delivered()).isEqualTo(5);
    assertThat(second.stats().delivered()).isEqualTo(5);
  }

  @Test
  void twoSubscriptionsToOneTopicShareTheCapacityToo() throws Exception {
    Session session = on.session("ada", 10);
    HeldSubscriber held = on.holding();
    Subscription first = session.subscribe("a", held);
    Subscription second = session.subscribe("a", held);
    int dropped = on.publish("a", 0, 100);
    held.awaitBlocked();

    assertThat(first.stats().waiting()).isEqualTo(10);
    assertThat(dropped).isEqualTo(190);
    held.release();
    ManualBus.await(() -> first.stats().delivered() + second.stats().delivered() == 10);
  }

  @Test
  void aClosedSessionEndsAllItsSubscriptionsAndCountsWhatWaited() {
    Session session = on.session("ada", 10);
    Subscription a = session.subscribe("a", subscriber);
    Subscription b = session.subscribe("b", subscriber);
    Subscription gone = session.subscribe("a", subscriber);
    gone.close();
    session.pause();
    on.publish("a", 0, 3);
    on.publish("b", 3, 5);
    session.close();
    session.close();

    assertThat(ManualBus.accepted(on.bus.publish("a", 9)).matched()).isZero();
    ManualBus.await(() -> a.stats().droppedTotal() + b.stats().droppedTotal() == 5);
    assertThat(a.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 3L));
    assertThat(b.stats().dropped()).isEqualTo(Map.of(DropReason.CLOSED, 2L));
    assertThat(gone.stats().droppedTotal()).isZero();
    assertThat(subscriber.signals()).isEmpty();
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void nothingCanBeDoneWithAClosedSession() {
    Session session = on.session("ada", 0);
    session.close();
    session.pause();
    session.resume();

    assertThat(ManualBus.refused(session.publish("a", 1))).isEqualTo(StandardError.CLOSED);
    assertThat(code(() -> session.subscribe("a", subscriber))).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void aSubscriptionOfASessionCanBeClosedByItself() throws Exception {
    Session session = on.session("ada", 0);
    Subscription a = session.subscribe("a", subscriber);
    session.subscribe("b", subscriber);
    a.close();
    a.close();
    on.publish("a", 0, 1);
    on.publish("b", 1, 2);

    assertThat(subscriber.await(1, PATIENCE).get(0).topic()).isEqualTo("b");
    assertThat(a.pattern()).isEqualTo("a");
  }

  @Test
  void withoutOwnLeavesOutWhatTheSessionItselfPublishes() throws Exception {
    Session ada = on.session("ada", 0);
    Session bob = on.session("bob", 0);
    RecordingSubscriber withOwn = new RecordingSubscriber();
    Subscription filtered = ada.subscribe("a", SubscribeOptions.DEFAULT.withoutOwn(), subscriber);
    ada.subscribe("a", withOwn);
    assertThat(ManualBus.accepted(ada.publish("a", "own")).matched()).isEqualTo(2);
    ManualBus.accepted(bob.publish("a", "of bob"));
    ManualBus.accepted(ada.publish("a", "own"));
    ManualBus.accepted(on.bus.publish("a", "of the application"));
    withOwn.await(4, PATIENCE);
    subscriber.await(2, PATIENCE);
    ManualBus.await(() -> filtered.stats().delivered() == 2);

    assertThat(subscriber.payloads()).containsExactly("of bob", "of the application");
    assertThat(filtered.stats().filtered()).isEqualTo(2);
    assertThat(filtered.stats().droppedTotal()).isZero();
  }

  @Test
  void theApplicationIsASessionOfItsOwnInThis() throws Exception {
    Session ada = on.session("ada", 0);
    Subscription filtered =
        on.bus.subscribe("a", SubscribeOptions.DEFAULT.withoutOwn(), subscriber);
    on.publish("a", 0, 3);
    ManualBus.accepted(ada.publish("a", "of ada"));
    subscriber.await(1, PATIENCE);

    assertThat(subscriber.payloads()).containsExactly("of ada");
    assertThat(filtered.stats().filtered()).isEqualTo(3);
  }

  @Test
  void aSessionKnowsItsPrincipalAndItsCapacityIsItsOwn() {
    Session session = on.session("ada", 10);

    assertThat(session.principal()).isEqualTo(new Principal("ada"));
    assertThat(
            code(
                () -> session.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(5), subscriber)))
        .isEqualTo(StandardError.BAD_OPTION);
  }

  @Test
  void aSessionIsRefusedOnAnotherBusOrWithABadCapacity() {
    assertThat(
            code(
                () ->
                    on.pubsub.gateway().open("other", Principal.ANONYMOUS, SessionOptions.DEFAULT)))
        .isEqualTo(StandardError.BUS_NOT_FOUND);
    assertThat(code(() -> on.session("ada", -1))).isEqualTo(StandardError.BAD_OPTION);
    assertThat(code(() -> on.session("ada", 5001))).isEqualTo(StandardError.BAD_OPTION);
    assertThat(on.session("ada", 5000).principal().name()).isEqualTo("ada");
  }

  @Test
  void aSessionThatIsStuckDoesNotHoldAnotherUp() throws Exception {
    HeldSubscriber held = on.holding();
    on.session("ada", 10).subscribe("a", held);
    on.session("bob", 0).subscribe("a", subscriber);
    on.publish("a", 0, 1);
    held.awaitBlocked();
    on.publish("a", 1, 100);
    on.advanceUntil(() -> subscriber.signals().size() == 100);

    assertThat(held.payloads()).containsExactly(0);
  }

  private static ErrorCode code(Runnable call) {
    return catchThrowableOfType(PubSubException.class, call::run).code();
  }
}
