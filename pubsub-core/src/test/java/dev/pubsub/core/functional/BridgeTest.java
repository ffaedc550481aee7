package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.Bridge;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published on one bus, published on another. */
final class BridgeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingSubscriber there = new RecordingSubscriber();

  @Test
  void aBridgeMirrorsFiltersAndRenames() throws Exception {
    Bridge bridge =
        Bridge.from("a", "orders:**")
            .to("b")
            .where(signal -> signal.type().equals("paid"))
            .renaming(topic -> "copy:" + topic);
    try (PubSub pubsub = builder().bridge(bridge).open()) {
      pubsub.bus("b").subscribe("**", there);
      Bus a = pubsub.bus("a");
      a.publish("orders:1", "not paid");
      a.publish("other:1", "paid", PublishOptions.ofType("paid"));
      a.publish(
          "orders:2",
          "paid",
          PublishOptions.ofType("paid").withKey("k").withPriority(Priority.HIGH));

      Signal copy = there.await(1, PATIENCE).get(0);
      assertThat(pubsub.drain(PATIENCE)).isTrue();
      assertThat(there.signals()).hasSize(1);
      assertThat(copy.topic()).isEqualTo("copy:orders:2");
      assertThat(copy.payload()).isEqualTo("paid");
      assertThat(copy.key()).isEqualTo("k");
      assertThat(copy.priority()).isEqualTo(Priority.HIGH);
      assertThat(copy.source()).isEqualTo(Bridge.SOURCE);
    }
  }

  @Test
  void aCopyLivesAsLongAsItsOriginal() throws Exception {
    ManualTime time = new ManualTime();
    CompletableFuture<Void> later = new CompletableFuture<>();
    Bridge bridge =
        Bridge.from("a", "**")
            .to("b")
            .where(
                signal -> {
                  later.join();
                  return true;
                });
    try (PubSub pubsub = builder().clock(time.clock()).scheduler(time).bridge(bridge).open()) {
      pubsub.bus("b").subscribe("**", there);
      pubsub.bus("a").publish("x", 1, PublishOptions.DEFAULT.withTtl(Duration.ofSeconds(10)));
      time.advance(Duration.ofSeconds(4));
      later.complete(null);

      Signal copy = there.await(1, PATIENCE).get(0);
      long start = ManualTime.START.toEpochMilli();
      assertThat(copy.timeMillis()).isEqualTo(start + 4_000);
      assertThat(copy.expiresAtMillis()).isEqualTo(start + 10_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"a/**->b, x:1", "'a/x:* -> b/copy:**', copy:x:1", "a/**->b/all, all"})
  void aBridgeIsASetting(String rule, String topic) throws Exception {
    try (PubSub pubsub = builder().set("pubsub.bridges", rule).open()) {
      pubsub.bus("b").subscribe("**", there);
      pubsub.bus("a").publish("x:1", 1);

      assertThat(there.await(1, PATIENCE)).extracting(Signal::topic).containsExactly(topic);
    }
  }

  @Test
  void bridgesBackAndForthDoNotRunInCircles() {
    try (PubSub pubsub = builder().set("pubsub.bridges", "a/**->b,b/**->a").open()) {
      pubsub.bus("a").publish("x", 1);
      pubsub.bus("b").publish("y", 1);
      ManualBus.await(
          () -> pubsub.bus("a").stats().delivered() + pubsub.bus("b").stats().delivered() == 4);

      assertThat(pubsub.drain(PATIENCE)).isTrue();
      assertThat(List.of(pubsub.bus("a"), pubsub.bus("b")))
          .allMatch(bus -> bus.stats().published() == 2);
    }
  }

  @Test
  void whereTheOtherBusHasNoRoomTheBridgeWaitsAndLosesNothing() throws Exception {
    HeldSubscriber held = new HeldSubscriber();
    try (PubSub pubsub =
        builder()
            .set("pubsub.bridges", "a/**->b")
            .set("pubsub.bus.b.overflow", "wait")
            .set("pubsub.bus.b.capacity", "10")
            .open()) {
      Subscription subscription = pubsub.bus("b").subscribe("**", held);
      for (int i = 0; i < 500; i++) {
        pubsub.bus("a").publish("x", i);
      }
      ManualBus.await(() -> pubsub.bus("b").stats().rejected() > 1);
      held.release();
      ManualBus.await(() -> subscription.stats().delivered() == 500);

      assertThat(held.payloads()).isSorted().hasSize(500);
      assertThat(pubsub.bus("a").stats().droppedTotal()).isZero();
    } finally {
      held.release();
    }
  }

  @Test
  void aBridgeThatWasCutOffBeginsAnew() throws Exception {
    HeldSubscriber held = new HeldSubscriber();
    try (PubSub pubsub =
        builder()
            .set("pubsub.bridges", "a/**->b")
            .set("pubsub.bus.a.capacity", "10")
            .set("pubsub.bus.a.overflow", "disconnect")
            .set("pubsub.bus.b.overflow", "wait")
            .set("pubsub.bus.b.capacity", "10")
            .open()) {
      pubsub.bus("b").subscribe("**", held);
      Bus a = pubsub.bus("a");
      int[] published = {0};
      ManualBus.await(
          () -> {
            a.publish("x", published[0]++);
            return a.stats().droppedTotal() > 0;
          });
      held.release();
      ManualBus.await(
          () -> {
            a.publish("x", "anew");
            return held.payloads().contains("anew");
          });
    } finally {
      held.release();
    }
  }

  @Test
  void whatCannotWaitOnTheFirstBusIsCountedThere() throws Exception {
    HeldSubscriber held = new HeldSubscriber();
    try (PubSub pubsub =
        builder().set("pubsub.bridges", "a/**->b").set("pubsub.bus.a.capacity", "20").open()) {
      pubsub
          .bus("b")
          .subscribe(
              "**", SubscribeOptions.DEFAULT.withCapacity(10).withOverflow(Overflow.WAIT), held);
      for (int i = 0; i < 500; i++) {
        pubsub.bus("a").publish("x", i);
      }
      long droppedBefore = pubsub.bus("a").stats().droppedTotal();
      held.release();
      // A copy that found no room is counted as failed, which may come a little later.
      ManualBus.await(
          () ->
              pubsub.bus("b").stats().delivered() + pubsub.bus("a").stats().droppedTotal() == 500);

      assertThat(droppedBefore).isPositive();
    } finally {
      held.release();
    }
  }

  @Test
  void whatTheOtherBusWillNotTakeIsCountedThereByItsCode() {
    Bridge bridge = Bridge.from("a", "**").to("b").renaming(topic -> "bad:*");
    try (PubSub pubsub = builder().bridge(bridge).open()) {
      pubsub.bus("a").publish("x", 1);
      ManualBus.await(() -> pubsub.bus("a").stats().delivered() == 1);

      assertThat(pubsub.bus("b").stats().rejectedByCode()).containsEntry("BAD_TOPIC", 1L);
    }
  }

  @Test
  void aBridgeToABusThatIsNotThereIsRefusedAtTheStart() {
    PubSubBuilder builder = PubSub.builder().set("pubsub.bridges", "default/**->nowhere");

    assertThat(catchThrowableOfType(PubSubException.class, builder::open).code())
        .isEqualTo(StandardError.BUS_NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "a->b, it is not of that form",
    "a/**->a, a bridge must lead to another bus than 'a'"
  })
  void aRuleThatIsNoneIsRefusedWithWhatWouldBeRight(String rule, String why) {
    PubSubBuilder builder = builder().set("pubsub.bridges", rule);

    assertThatThrownBy(builder::open)
        .hasMessage(
            "pubsub.bridges: '"
                + rule
                + "' is not a list of bridges such as events/orders:**->audit or"
                + " events/**->audit/copy:** (in '"
                + rule
                + "' "
                + why
                + ")");
  }

  private static PubSubBuilder builder() {
    return PubSub.builder().set("pubsub.buses", "a,b");
  }
}
