package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.testkit.RecordingSubscriber;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may be done about the signals of a subscriber that something stands in front of. */
final class SupervisionTest {

  private static final SubscribeOptions ACKED = SubscribeOptions.DEFAULT.acknowledged();

  private final Doorman doorman = new Doorman();
  private final ManualBus on = ManualBus.with(Contributions.builder().decorator(doorman).build());
  private final RecordingSubscriber received = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whatIsDroppedIsCounted() throws Exception {
    doorman.order = (control, delivery, next) -> control.drop();
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 3);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.WITHHELD, 3L)));
    assertThat(subscription.stats().delivered()).isZero();
    ManualBus.await(() -> on.bus.stats().dropped().equals(Map.of(DropReason.WITHHELD, 3L)));
  }

  @Test
  void whatIsSetAsideIsADeadLetterWithItsReason() {
    doorman.order = (control, delivery, next) -> control.setAside("closed".repeat(200));
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 7, 8);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.REJECTED, 1L)));
    var letter = on.bus.deadLetters().list(1).get(0);
    assertThat(letter.signal().payload()).isEqualTo(7);
    assertThat(letter.description()).hasSize(500).startsWith("closedclosed");
  }

  @Test
  void theLastOrderDecidesAndAnExceptionBesideItDoesNotCount() {
    doorman.order =
        (control, delivery, next) -> {
          control.setAside("not this");
          control.drop();
          throw new IllegalStateException("thrown on purpose");
        };
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 1);

    ManualBus.await(() -> subscription.stats().dropped().equals(Map.of(DropReason.WITHHELD, 1L)));
    assertThat(on.bus.deadLetters().count()).isZero();
  }

  @Test
  void withoutAnOrderAnExceptionIsAFailureLikeAnyOther() {
    doorman.order =
        (control, delivery, next) -> {
          throw new IllegalStateException("thrown on purpose");
        };
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.publish("held:a", 0, 2);

    on.advanceUntil(() -> subscription.stats().dropped().equals(Map.of(DropReason.FAILED, 2L)));
  }

  @Test
  void whatAnAcknowledgingOneDropsOrSetsAsideIsSettled() {
    doorman.order =
        (control, delivery, next) -> {
          if ((int) delivery.signal().payload() == 0) {
            control.drop();
          } else {
            control.setAside("it is closed");
          }
        };
    Subscription subscription = on.bus.subscribe("held:a", ACKED, received);
    on.publish("held:a", 0, 2);

    ManualBus.await(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.WITHHELD, 1L, DropReason.REJECTED, 1L));
    assertThat(on.bus.deadLetters().list(1).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void whatWasContributedLastIsTheOutermost() {
    List<String> passed = new CopyOnWriteArrayList<>();
    Contributions both =
        Contributions.builder()
            .decorator(noting("first", passed))
            .decorator(noting("second", passed))
            .build();
    try (ManualBus decorated = ManualBus.with(both)) {
      Subscription subscription =
          decorated.bus.subscribe("a", delivery -> passed.add("subscriber"));
      decorated.publish("a", 0, 1);

      ManualBus.await(() -> subscription.stats().delivered() == 1);
      assertThat(passed).containsExactly("second", "first", "subscriber");
    }
  }

  private static SubscriberDecorator noting(String name, List<String> passed) {
    return (next, control) ->
        delivery -> {
          passed.add(name);
          next.receive(delivery);
        };
  }
}
