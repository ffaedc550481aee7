package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Overflow;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of signals where a plugin keeps them. */
final class StoreDoorTest {

  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void whatAStoreCannotKeepIsRefusedWhole() throws Exception {
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().store(bus -> new FullStore()).build(),
            "pubsub.history",
            "kept=10")) {
      Subscription must =
          on.bus.subscribe(
              "kept",
              SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT),
              subscriber);
      for (int i = 0; i < 3; i++) {
        PublishResult result = on.bus.publish("kept", i);
        assertThat(((Rejected) result).code()).isEqualTo(StandardError.PLUGIN_FAILED);
      }
      on.publish("else", 0, 1);

      assertThat(must.stats().waiting()).isZero();
      assertThat(subscriber.payloads()).isEmpty();
    }
  }

  @Test
  void aStoreOfAPluginIsReadFrom() throws Exception {
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().store(bus -> new FullStore()).build(),
            "pubsub.history",
            "kept=10")) {
      Subscription subscription =
          on.bus.subscribe(
              "kept", SubscribeOptions.DEFAULT.startingAt(StartAt.after("x")), subscriber);

      assertThat(subscription.position()).contains("the end");
      assertThat(subscription.recovered()).isTrue();
    }
  }

  @Test
  void anErrorOfAStoreTakesNoRoomAway() throws Exception {
    Store broken =
        new FullStore() {
          @Override
          public Stored append(Signal signal, Retention keep) {
            throw new NoClassDefFoundError("thrown on purpose");
          }
        };
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().store(bus -> broken).build(), "pubsub.history", "kept=10")) {
      Subscription must =
          on.bus.subscribe(
              "kept", SubscribeOptions.DEFAULT.withOverflow(Overflow.WAIT), subscriber);

      assertThat(on.bus.publish("kept", 1)).isInstanceOf(Rejected.class);
      assertThat(must.stats().waiting()).isZero();
    }
  }

  @Test
  void aStoreIsAskedNowAndThenToFreeWhatIsTooOld() {
    AtomicInteger asked = new AtomicInteger();
    Store store =
        new FullStore() {
          @Override
          public boolean trim() {
            return asked.incrementAndGet() % 3 != 0;
          }
        };
    Contributions contributions = Contributions.builder().store(bus -> store).build();
    try (ManualBus on = ManualBus.with(contributions, "pubsub.history", "a=5,kept=40s 10,b=1d")) {
      on.time.advance(Duration.ofMillis(9_999));
      assertThat(asked).hasValue(0);
      on.time.advance(Duration.ofMillis(1));
      assertThat(asked).hasValue(1);
      on.time.advance(Duration.ofMillis(2));
      assertThat(asked).hasValue(3);
      on.time.advance(Duration.ofSeconds(9));
      assertThat(asked).hasValue(3);
      on.time.advance(Duration.ofSeconds(2));
      assertThat(asked).hasValue(6);
    }
  }

  @Test
  void aStoreThatFailsRefusesWhatNeedsIt() {
    Store broken =
        new FullStore() {
          @Override
          public String end() {
            throw new IllegalStateException("a path of the store, which is nobody's business");
          }

          @Override
          public void forget(String topic) {
            throw new IllegalStateException("thrown on purpose");
          }
        };
    try (ManualBus on =
        ManualBus.with(
            Contributions.builder().store(bus -> broken).build(), "pubsub.history", "kept=10")) {
      on.bus.topics().create("kept");

      assertThatThrownBy(() -> on.bus.subscribe("kept", subscriber)).satisfies(this::isTheStores);
      assertThatThrownBy(() -> on.bus.topics().delete("kept")).satisfies(this::isTheStores);
      assertThat(on.bus.topics().find("kept")).isPresent();
      assertThat(on.bus.stats().subscriptions()).isEmpty();
      assertThat(on.bus.subscribe("other", subscriber).recovered()).isFalse();
    }
  }

  private void isTheStores(Throwable refused) {
    assertThat(refused)
        .isInstanceOfSatisfying(
            PubSubException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(StandardError.PLUGIN_FAILED))
        .hasMessage("the store failed; the log of the bus says how");
  }
}
