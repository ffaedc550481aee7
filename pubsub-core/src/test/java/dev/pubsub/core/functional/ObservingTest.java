package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingObserver;
import dev.pubsub.testkit.RecordingObserver.Delivered;
import dev.pubsub.testkit.RecordingObserver.Dropped;
import dev.pubsub.testkit.RecordingObserver.Happened;
import dev.pubsub.testkit.RecordingObserver.Published;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What those see who look on. */
final class ObservingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingObserver observer = new RecordingObserver();
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void anObserverSeesWhatBecomesOfSignals() throws Exception {
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(observer).build())) {
      HeldSubscriber held = on.holding();
      Subscription subscription =
          on.bus.subscribe("a", SubscribeOptions.DEFAULT.withCapacity(1), held);
      on.publish("a", 0, 2);
      held.awaitBlocked();
      held.release();
      observer.await(new Delivered("default", "a", 1), PATIENCE);
      on.bus.publish("bad:", 0);
      subscription.close();

      assertThat(observer.seen())
          .contains(
              new Happened(new BusEvent.Subscribed("default", "a")),
              new Published("default", "a", 1, 0),
              new Published("default", "a", 1, 1),
              new Dropped("default", "a", DropReason.OVERFLOW, 1),
              new RecordingObserver.Rejected("default", "bad:", "BAD_TOPIC"),
              new Happened(new BusEvent.Unsubscribed("default", "a")));
    }
  }

  @Test
  void anObserverHearsOfBadSubscribers() throws Exception {
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(observer).build())) {
      on.bus.subscribe("blocks", on.holding());
      on.bus.subscribe(
          "throws",
          delivery -> {
            throw new IllegalStateException("thrown on purpose");
          });
      on.bus.subscribe(
          "full",
          SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.DISCONNECT),
          on.holding());
      on.publish("blocks", 0, 1);
      on.publish("full", 0, 2);
      on.advanceUntil(
          () -> observer.events().contains(new BusEvent.Overtaken("default", "blocks")));
      on.advanceUntil(
          () -> observer.events().contains(new BusEvent.Disconnected("default", "full")));
      on.advanceUntil(
          () -> {
            on.publish("throws", 0, 1);
            return observer.events().stream().anyMatch(BusEvent.Quarantined.class::isInstance);
          });

      assertThat(observer.events())
          .filteredOn(BusEvent.Quarantined.class::isInstance)
          .first()
          .isEqualTo(new BusEvent.Quarantined("default", "throws", Duration.ofMillis(1024)));
    }
  }

  /** Adds up what it is told of samples. */
  private static final class Sampling implements Observer {
    int samples;
    int matched;
    long nanos;

    @Override
    public void sampled(String bus, String topic, int matched, long nanos) {
      samples++;
      this.matched += matched;
      this.nanos += nanos;
    }
  }

  @Test
  void anObserverThatLooksAtSamplesHearsHowSomePublishesWent() throws Exception {
    Sampling sampling = new Sampling();
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(sampling).build())) {
      on.bus.subscribe("a", SubscribeOptions.DEFAULT, subscriber).pause();
      on.bus.subscribe("*", SubscribeOptions.DEFAULT, subscriber).pause();
      on.publish("a", 0, 640);
      on.bus.publish("bad:", 0);

      assertThat(sampling.samples).isBetween(4, 20);
      assertThat(sampling.matched).isEqualTo(2 * sampling.samples);
      assertThat(sampling.nanos).isZero();
    }
  }

  @Test
  void anObserverThatThrowsChangesNothing() throws Exception {
    RecordingObserver throwing = new RecordingObserver();
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().observer(new ThrowingObserver()).observer(throwing).build())) {
      on.bus.subscribe("a", subscriber);
      on.publish("a", 0, 3);
      subscriber.await(3, PATIENCE);

      assertThat(throwing.seen(Published.class)).hasSize(3);
    }
  }

  @Test
  void anObserverMayAskForFiguresWhenASignalIsLost() throws Exception {
    AtomicReference<Bus> bus = new AtomicReference<>();
    CountDownLatch asked = new CountDownLatch(50);
    Observer curious =
        new Observer() {
          @Override
          public void dropped(String name, String pattern, DropReason reason, long count) {
            bus.get().stats();
            bus.get().subscribe("kept", delivery -> {}).close();
            asked.countDown();
          }
        };
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().observer(curious).build(), "pubsub.history", "kept=10")) {
      bus.set(on.bus);
      for (Overflow policy : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST)) {
        on.bus.subscribe(
            "kept", SubscribeOptions.DEFAULT.withCapacity(2).withOverflow(policy), on.holding());
      }
      on.publish("kept", 0, 40);
      on.advanceUntil(() -> asked.getCount() == 0);

      assertThat(on.bus.stats().droppedTotal()).isGreaterThanOrEqualTo(50);
    }
  }

  private static final class ThrowingObserver implements Observer {
    @Override
    public void published(String bus, String topic, int matched, int dropped) {
      throw new IllegalStateException("thrown on purpose");
    }
  }
}
