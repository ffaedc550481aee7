package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users of a bus, with one queue for all their subscriptions. */
abstract class SessionRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  @Test
  void aSessionSpeaksAsItsPrincipal() throws Exception {
    bus().subscribe("a", received);
    Session session = session("ann", SessionOptions.DEFAULT);
    Signals.accepted(session.publish("a", "hello"));

    assertThat(session.principal()).isEqualTo(new Principal("ann"));
    assertThat(received.await(1, PATIENCE).get(0).source()).isEqualTo("ann");
  }

  @Test
  void whoeverOpenedASubscriptionIsKnownByName() {
    Session session = session("ann", SessionOptions.DEFAULT);
    Subscription open = session.subscribe("a", received);

    assertThat(bus().subscribers("a", 0, 1))
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.principal()).isEqualTo("ann");
              assertThat(info.id()).isEqualTo(open.id());
            });
  }

  @Test
  void whereNothingStandsInTheWayEveryOperationIsAdmitted() {
    Session session = session("ann", SessionOptions.DEFAULT);
    for (Operation operation : Operation.values()) {
      assertThat(session.admit(operation, "a")).isEqualTo(Admission.GRANTED);
      assertThat(host().gateway().admit(operation, "default", session.principal(), "a"))
          .isEqualTo(Admission.GRANTED);
    }
    expectThrown(
        StandardError.BUS_NOT_FOUND,
        () -> host().gateway().admit(Operation.ACT, "nowhere", Principal.ANONYMOUS, "a"));
  }

  @Test
  void aBusThatIsNotThereHasNoSessions() {
    expectThrown(
        StandardError.BUS_NOT_FOUND,
        () -> host().gateway().open("nowhere", Principal.ANONYMOUS, SessionOptions.DEFAULT));
    assertThat(host().gateway().buses()).startsWith("default");
  }

  @Test
  void allItsSubscriptionsAreServedInOneOrder() throws Exception {
    Session session = session("ann", SessionOptions.ofCapacity(1000));
    for (int i = 0; i < 5; i++) {
      session.subscribe("a:" + i, received);
    }
    IntStream.range(0, 200).forEach(i -> publish("a:" + i % 5, i));

    received.await(200, PATIENCE);
    assertThat(received.payloads())
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void itsCapacityHoldsForAllItsSubscriptionsTogether() throws Exception {
    Session session = session("ann", SessionOptions.ofCapacity(10));
    Held held = hold(session, "a", SubscribeOptions.DEFAULT);
    Subscription other = session.subscribe("b", received);

    assertThat(publish("a", 1, 5)).isZero();
    assertThat(publish("b", 5, 10)).isEqualTo(2);
    assertThat(other.stats().droppedTotal()).isEqualTo(2);
    assertThat(held.subscription().stats().droppedTotal()).isZero();
    assertThat(held.goOn()).containsExactly(0, 1, 2, 3, 4);
    received.await(3, PATIENCE);
    assertThat(received.payloads()).containsExactly(5, 6, 7);
  }

  @Test
  void aPausedSessionReceivesNothingUntilItIsResumed() throws Exception {
    Session session = session("ann", SessionOptions.ofCapacity(100));
    RecordingSubscriber other = new RecordingSubscriber();
    Subscription paused = session.subscribe("a", received);
    bus().subscribe("a", other);
    session.pause();
    publish("a", 0, 5);
    other.await(5, PATIENCE);

    assertThat(received.signals()).isEmpty();
    assertThat(paused.stats().waiting()).isEqualTo(5);
    session.resume();
    received.await(5, PATIENCE);
    assertThat(received.payloads()).isEqualTo(List.<Object>of(0, 1, 2, 3, 4));
  }

  @Test
  void disconnectEndsTheWholeSession() throws Exception {
    Session session =
        session("ann", SessionOptions.ofCapacity(5).withOverflow(Overflow.DISCONNECT));
    Held held = hold(session, "a", SubscribeOptions.DEFAULT);
    HeldSubscriber other = new HeldSubscriber();
    other.release();
    session.subscribe("b", other);
    publish("a", 1, 20);

    Await.until("both are told", () -> held.subscriber().endings() == 1 && other.endings() == 1);
    Await.until("both are gone", () -> bus().stats().subscriptions().isEmpty());
    assertThat(held.goOn()).containsExactly(0);
    assertThat(publish("b", "later").matched()).isZero();
  }
}
