package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Scheduled;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends when something is closed. */
abstract class ClosingRules extends BusRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  @Test
  void aClosedSubscriptionReceivesNothingMore() throws Exception {
    Subscription closed = bus().subscribe("a", delivery -> received.receive(delivery));
    RecordingSubscriber other = new RecordingSubscriber();
    bus().subscribe("a", other);
    publish("a", "before");
    received.await(1, PATIENCE);
    closed.close();

    assertThat(publish("a", "after").matched()).isEqualTo(1);
    other.await(2, PATIENCE);
    assertThat(received.payloads()).containsExactly("before");
    assertThat(bus().stats().subscriptions()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void closingTwiceDoesNothing() {
    Subscription first = bus().subscribe("a", received);
    bus().subscribe("a", received);
    first.close();
    first.close();

    assertThat(bus().stats().subscriptions()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void whatWaitsIsCountedAsClosed() throws Exception {
    Held held = hold(bus(), "a", SubscribeOptions.DEFAULT);
    publish("a", 1, 6);
    held.subscription().close();

    assertThat(held.goOn()).containsExactly(0);
    Await.until(
        "it is counted",
        () -> held.subscription().stats().dropped().equals(Map.of(DropReason.CLOSED, 5L)));
    assertThat(held.subscriber().endings()).as("calls of ended").isZero();
  }

  @Test
  void aClosedBusRefusesEverything() {
    Bus bus = bus();
    bus.subscribe("a", received);
    host().close();

    expectRefused(Signals.rejected(bus.publish("a", "x")), StandardError.CLOSED);
    expectThrown(StandardError.CLOSED, () -> bus.subscribe("a", received));
  }

  @Test
  void whatIsScheduledOutlivesItsSessionButNotItsBus() throws Exception {
    Session session = session("ann", SessionOptions.DEFAULT);
    bus().subscribe("a", received);
    Scheduled soon = session.publishAfter("a", "x", PublishOptions.DEFAULT, Duration.ofMillis(100));
    Scheduled late = session.publishAfter("a", "y", PublishOptions.DEFAULT, Duration.ofDays(1));
    session.close();

    Signals.accepted(soon.outcome().toCompletableFuture().get());
    host().close();
    PublishResult lost = late.outcome().toCompletableFuture().get();
    expectRefused(Signals.rejected(lost), StandardError.CLOSED);
  }

  @Test
  void whatIsCalledOffIsNotPublished() {
    Scheduled scheduled = bus().publishAfter("a", "x", PublishOptions.DEFAULT, Duration.ofDays(1));

    assertThat(bus().schedule().list(10)).extracting(Scheduled::id).containsExactly(scheduled.id());
    assertThat(scheduled.cancel()).isTrue();
    assertThat(scheduled.cancel()).isFalse();
    PublishResult result = scheduled.outcome().toCompletableFuture().join();
    expectRefused(Signals.rejected(result), StandardError.CANCELLED);
    assertThat(bus().schedule().count()).isZero();
  }

  @Test
  void aClosedSessionRefusesEverythingAndOthersGoOn() throws Exception {
    Session session = session("ann", SessionOptions.DEFAULT);
    session.subscribe("a", received);
    session.subscribe("b:*", received);
    RecordingSubscriber other = new RecordingSubscriber();
    bus().subscribe("a", other);
    session.close();
    session.close();

    expectRefused(Signals.rejected(session.publish("a", "x")), StandardError.CLOSED);
    expectThrown(StandardError.CLOSED, () -> session.subscribe("a", received));
    assertThat(publish("a", "x").matched()).isEqualTo(1);
    assertThat(publish("b:1", "x").matched()).isZero();
    other.await(1, PATIENCE);
    assertThat(received.signals()).isEmpty();
  }
}
