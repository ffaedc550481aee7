package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
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
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingObserver;
import dev.pubsub.testkit.RecordingObserver.Delivered;
import dev.pubsub.testkit.RecordingObserver.Dropped;
import dev.pubsub.testkit.RecordingObserver.Happened;
import dev.pubsub.testkit.RecordingObserver.Published;
import dev.pubsub.testkit.RecordingSubscriber;
import dev.pubsub.topic.TopicPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What plugins put in the way of signals. */
final class FlowDoorsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RecordingObserver observer = new RecordingObserver();
  private final RecordingSubscriber subscriber = new RecordingSubscriber();

  @Test
  void anInterceptorMayChangeWhatIsPublished() throws Exception {
    try (ManualBus on = intercepted(FlowDoorsTest::doubled)) {
      on.bus.subscribe("a", subscriber);
      on.publish("a", 21, 22);

      subscriber.await(1, PATIENCE);
      assertThat(subscriber.payloads()).containsExactly(42);
    }
  }

  @Test
  void anInterceptorMayTakeASignalOut() throws Exception {
    try (ManualBus on = intercepted((bus, signal) -> new Decision.Drop())) {
      on.bus.subscribe("a", subscriber);
      PublishResult result = on.bus.publish("a", 1);

      assertThat(ManualBus.accepted(result).matched()).isZero();
      assertThat(on.bus.stats().dropped()).isEqualTo(Map.of(DropReason.INTERCEPTED, 1L));
      assertThat(on.bus.stats().published()).isEqualTo(1);
      assertThat(subscriber.payloads()).isEmpty();
    }
  }

  @Test
  void anInterceptorMayRefuseASignal() throws Exception {
    Duration soon = Duration.ofSeconds(3);
    Decision no = new Decision.Reject(StandardError.BAD_OPTION, "not today", soon);
    try (ManualBus on = intercepted((bus, signal) -> no)) {
      assertThat(on.bus.publish("a", 1))
          .isEqualTo(new Rejected(StandardError.BAD_OPTION, "not today", soon));
      assertThat(on.bus.stats().published()).isZero();
      assertThat(on.bus.stats().rejected()).isEqualTo(1);
    }
  }

  @Test
  void theFirstWordAgainstASignalIsTheLast() throws Exception {
    Interceptor never =
        (bus, signal) -> {
          throw new AssertionError("asked about a signal that is out");
        };
    try (ManualBus on =
        with(
            Contributions.builder()
                .interceptor((bus, signal) -> new Decision.Drop())
                .interceptor(never)
                .build())) {
      assertThat(ManualBus.accepted(on.bus.publish("a", 1)).matched()).isZero();
    }
  }

  @Test
  void anInterceptorThatThrowsRefusesTheSignalAndHarmsNothingElse() throws Exception {
    try (ManualBus on =
        intercepted(
            (bus, signal) -> {
              if (signal.payload().equals(1)) {
                throw new IllegalStateException("thrown on purpose");
              }
              return new Decision.Pass(signal);
            })) {
      on.bus.subscribe("a", subscriber);
      PublishResult refused = on.bus.publish("a", 1);
      on.publish("a", 2, 3);

      assertThat(((Rejected) refused).code()).isEqualTo(StandardError.PLUGIN_FAILED);
      subscriber.await(1, PATIENCE);
      assertThat(subscriber.payloads()).containsExactly(2);
    }
  }

  @Test
  void anObserverSeesWhatBecomesOfSignals() throws Exception {
    try (ManualBus on = with(Contributions.builder().observer(observer).build())) {
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
    try (ManualBus on = with(Contributions.builder().observer(observer).build())) {
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

  @Test
  void anObserverThatThrowsChangesNothing() throws Exception {
    RecordingObserver throwing = new RecordingObserver();
    try (ManualBus on =
        with(Contributions.builder().observer(new ThrowingObserver()).observer(throwing).build())) {
      on.bus.subscribe("a", subscriber);
      on.publish("a", 0, 3);
      subscriber.await(3, PATIENCE);

      assertThat(throwing.seen(Published.class)).hasSize(3);
    }
  }

  @Test
  void whatAStoreCannotKeepIsRefusedWhole() throws Exception {
    try (ManualBus on =
        new ManualBus(
            List.of(plugin(Contributions.builder().store(bus -> new FullStore()).build())),
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
        new ManualBus(
            List.of(plugin(Contributions.builder().store(bus -> new FullStore()).build())),
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
        new ManualBus(
            List.of(plugin(Contributions.builder().store(bus -> broken).build())),
            "pubsub.history",
            "kept=10")) {
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
    Plugin plugin = plugin(Contributions.builder().store(bus -> store).build());
    try (ManualBus on = new ManualBus(List.of(plugin), "pubsub.history", "a=5,kept=40s 10,b=1d")) {
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
        new ManualBus(
            List.of(plugin(Contributions.builder().store(bus -> broken).build())),
            "pubsub.history",
            "kept=10")) {
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
        new ManualBus(
            List.of(plugin(Contributions.builder().observer(curious).build())),
            "pubsub.history",
            "kept=10")) {
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

  private static Decision doubled(String bus, Signal signal) {
    return new Decision.Pass(signal.withPayload((int) signal.payload() * 2));
  }

  private static ManualBus intercepted(Interceptor interceptor) {
    return with(Contributions.builder().interceptor(interceptor).build());
  }

  private static ManualBus with(Contributions contributions) {
    return new ManualBus(List.of(plugin(contributions)));
  }

  private static Plugin plugin(Contributions contributions) {
    return new Plugin() {
      @Override
      public String id() {
        return "test";
      }

      @Override
      public Contributions install(Environment environment) {
        return contributions;
      }
    };
  }

  private static final class ThrowingObserver implements Observer {
    @Override
    public void published(String bus, String topic, int matched, int dropped) {
      throw new IllegalStateException("thrown on purpose");
    }
  }

  /** Keeps nothing, and knows every position. */
  private static class FullStore implements Store {
    @Override
    public Stored append(Signal signal, Retention keep) {
      throw new IllegalStateException("full on purpose");
    }

    @Override
    public Reading read(TopicPattern pattern, String after, int limit) {
      return new Reading(List.of(), false);
    }

    @Override
    public Reading read(TopicPattern pattern, Instant since, int limit) {
      return new Reading(List.of(), false);
    }

    @Override
    public List<Stored> last(TopicPattern pattern, int count) {
      return List.of();
    }

    @Override
    public String end() {
      return "the end";
    }

    @Override
    public void forget(String topic) {}

    @Override
    public void saveCursor(Cursor cursor) {}

    @Override
    public void removeCursor(String name) {}

    @Override
    public List<Cursor> cursors() {
      return List.of();
    }
  }
}
