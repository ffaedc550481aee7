package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in front of a subscriber is told of the end of its subscription. */
final class SupervisionEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Doorman doorman = new Doorman();
  private final ManualBus on = ManualBus.with(Contributions.builder().decorator(doorman).build());
  private final RecordingSubscriber received = new RecordingSubscriber();
  private final RecordingSubscriber neighbour = new RecordingSubscriber();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void theEndOfASubscriptionIsToldOnceHoweverItComes() {
    List<String> ends = new ArrayList<>();
    Subscription closed = on.bus.subscribe("held:a", received);
    doorman.control().whenClosed(() -> ends.add("closed"));
    closed.close();
    closed.close();
    doorman.control().whenClosed(() -> ends.add("late"));
    assertThat(ends).containsExactly("closed", "late");

    on.bus.subscribe("held:b", received);
    doorman.controls.get(1).whenClosed(() -> ends.add("with the bus"));
    on.pubsub.close();
    assertThat(ends).containsExactly("closed", "late", "with the bus");
  }

  @Test
  void theEndIsToldWithoutALockOfTheBus() throws Exception {
    Subscription subscription = on.bus.subscribe("held:a", received);
    on.bus.subscribe("held:b", received);
    AtomicInteger meanwhile = new AtomicInteger();
    for (SubscriptionControl control : doorman.controls) {
      control.whenClosed(
          () -> {
            CompletableFuture.runAsync(() -> tryToSubscribe("c"))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
            meanwhile.incrementAndGet();
          });
    }
    subscription.close();
    on.pubsub.close();

    assertThat(meanwhile).hasValue(2);
  }

  private void tryToSubscribe(String topic) {
    try {
      on.bus.subscribe(topic, neighbour);
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(StandardError.CLOSED);
    }
  }

  @Test
  void whoLeavesASubscriberAloneIsToldOfItsEndAllTheSame() {
    List<String> ends = new ArrayList<>();
    SubscriberDecorator counting =
        (next, control) -> {
          control.whenClosed(() -> ends.add(control.pattern()));
          return next;
        };
    try (ManualBus counted = ManualBus.with(Contributions.builder().decorator(counting).build())) {
      Subscription subscription = counted.bus.subscribe("a", received);
      subscription.replace("b", Selection.ALL);
      subscription.close();
    }

    assertThat(ends).containsExactly("b");
  }

  @Test
  void whatCannotBePutInFrontRefusesTheSubscription() {
    assertThatThrownBy(() -> on.bus.subscribe("held:broken", received))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(on.bus.stats().subscriptions()).isEmpty();
  }

  @Test
  void aSubscriptionThatIsRefusedHasEnded() {
    List<String> ends = new ArrayList<>();
    ManualBus declared =
        ManualBus.with(
            Contributions.builder()
                .decorator(
                    (next, control) -> {
                      control.whenClosed(() -> ends.add(control.pattern()));
                      return delivery -> next.receive(delivery);
                    })
                .build(),
            "pubsub.topics.mode",
            "declared");
    try (declared) {
      assertThatThrownBy(() -> declared.bus.subscribe("nowhere", received))
          .isInstanceOf(PubSubException.class);
      assertThat(ends).containsExactly("nowhere");
    }
  }
}
