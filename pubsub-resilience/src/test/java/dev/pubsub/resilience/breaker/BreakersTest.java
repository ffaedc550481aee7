package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Acknowledgement;
import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Principal;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Breakers on a real bus, on time moved by hand. */
final class BreakersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration OPEN = Duration.ofMinutes(5);
  private static final String RULE =
      "pay: topics=pay:** failures=50% calls=4 window=4 open=5m probes=2 ";

  private final ManualTime time = new ManualTime();
  private final ResiliencePlugin plugin = new ResiliencePlugin();
  private final Breakers breakers = plugin.breakers();
  private final RecordingSubscriber received = new RecordingSubscriber();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean broken;
  private PubSub pubsub = PubSub.builder().discover(false).open();

  /** Fails while {@link #broken} is true. */
  private final Subscriber fickle =
      delivery -> {
        calls.incrementAndGet();
        if (broken) {
          throw new IllegalStateException("thrown on purpose");
        }
        received.receive(delivery);
      };

  private Bus openWith(String rules) {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .clock(time.clock())
            .scheduler(time)
            .plugin(plugin)
            .set("pubsub.buses", "health")
            .set("pubsub.feeds.interval", "1d")
            .set("pubsub.plugin.resilience.breakers", rules)
            .open();
    return pubsub.bus();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private void publish(String topic, int from, int to) {
    IntStream.range(from, to).forEach(number -> pubsub.bus().publish(topic, number));
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(PATIENCE);
  }

  /** Waits, and moves time a little: the bus lets those rest that throw. */
  private void advanceUntil(Callable<Boolean> condition) {
    soon()
        .until(
            () -> {
              time.advance(Duration.ofMillis(1));
              return condition.call();
            });
  }

  private BreakerStatus status(String name) {
    return breakers.find("default", name).orElseThrow();
  }

  private void breakOpen(String topic, int from) {
    broken = true;
    publish(topic, from, from + 4);
    advanceUntil(() -> status("pay.1").state() == BreakerState.OPEN);
  }

  private static List<Object> numbers(int from, int to) {
    return IntStream.range(from, to).<Object>mapToObj(Integer::valueOf).toList();
  }

  @Test
  void whatFailsIsLeftAloneAndGetsAllThatWasHeldInItsOrderOnceItWorks() throws Exception {
    Bus bus = openWith(RULE);
    RecordingSubscriber neighbour = new RecordingSubscriber();
    Subscription subscription = bus.subscribe("pay:a", fickle);
    bus.subscribe("pay:a", neighbour);
    breakOpen("pay:a", 0);
    assertThat(calls).hasValue(4);
    publish("pay:a", 4, 50);
    advanceUntil(() -> status("pay.1").held() == 1);
    assertThat(calls).hasValue(4);
    neighbour.await(50, PATIENCE);

    time.advance(OPEN);
    advanceUntil(() -> status("pay.1").state() == BreakerState.OPEN && calls.get() == 6);
    broken = false;
    time.advance(OPEN);
    advanceUntil(() -> received.signals().size() == 44);

    assertThat(received.payloads()).isEqualTo(numbers(6, 50));
    assertThat(neighbour.payloads()).isEqualTo(numbers(0, 50));
    assertThat(status("pay.1").state()).isEqualTo(BreakerState.CLOSED);
    assertThat(status("pay.2").transitions()).isZero();
    soon().until(() -> subscription.stats().delivered() == 44);
    assertThat(subscription.stats().dropped()).isEqualTo(Map.of(DropReason.FAILED, 6L));
  }

  @Test
  void whatIsNotHeldIsCountedAsWithheld() {
    Bus bus = openWith(RULE + "meanwhile=drop");
    Subscription subscription = bus.subscribe("pay:a", fickle);
    breakOpen("pay:a", 0);
    publish("pay:a", 4, 10);

    advanceUntil(() -> subscription.stats().droppedTotal() == 10);
    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.FAILED, 4L, DropReason.WITHHELD, 6L));
    assertThat(status("pay.1").withheld()).isEqualTo(6);
  }

  @Test
  void orItGoesToTheDeadLettersWithTheReason() {
    Bus bus = openWith(RULE + "meanwhile=dead-letter");
    Subscription subscription = bus.subscribe("pay:a", fickle);
    breakOpen("pay:a", 0);
    publish("pay:a", 4, 7);

    advanceUntil(() -> subscription.stats().droppedTotal() == 7);
    assertThat(bus.deadLetters().list(10))
        .hasSize(3)
        .allSatisfy(
            letter ->
                assertThat(letter.description()).isEqualTo("the circuit breaker pay.1 is open"));
  }

  @Test
  void aBreakerThatIsSharedOpensForAllAndLetsAllGo() throws Exception {
    Bus bus = openWith(RULE + "per=rule");
    RecordingSubscriber other = new RecordingSubscriber();
    bus.subscribe("pay:a", fickle);
    bus.subscribe("pay:b", other);
    broken = true;
    publish("pay:a", 0, 4);
    advanceUntil(() -> status("pay").state() == BreakerState.OPEN);
    publish("pay:b", 0, 20);
    publish("pay:a", 4, 20);
    advanceUntil(() -> status("pay").held() == 2);
    assertThat(other.payloads()).isEmpty();
    broken = false;
    time.advance(OPEN);

    advanceUntil(() -> other.signals().size() == 20);
    advanceUntil(() -> received.signals().size() == 16);
    assertThat(other.payloads()).isEqualTo(numbers(0, 20));
    assertThat(received.payloads()).isEqualTo(numbers(4, 20));
    assertThat(status("pay").subscriptions()).isEqualTo(2);
  }

  @Test
  void eachPrincipalHasItsOwnWhereTheRuleSaysSo() throws Exception {
    openWith(RULE + "per=principal principals=peer*");
    try (Session one = session("peer:1");
        Session two = session("peer:2");
        Session nobody = session("ada")) {
      one.subscribe("pay:a", fickle);
      one.subscribe("pay:b", fickle);
      two.subscribe("pay:b", received);
      nobody.subscribe("pay:b", received);

      assertThat(breakers.list("default"))
          .extracting(BreakerStatus::name)
          .containsExactly("pay@peer%3A1", "pay@peer%3A2");
      assertThat(status("pay@peer%3A1").subscriptions()).isEqualTo(2);
    }
    soon().until(() -> breakers.list("default").isEmpty());
  }

  private Session session(String principal) {
    return pubsub.gateway().open("default", new Principal(principal), SessionOptions.DEFAULT);
  }

  @Test
  void itCanBeSetByHandAndLetGo() throws Exception {
    Bus bus = openWith(RULE);
    bus.subscribe("pay:a", fickle);
    breakers.set("default", "pay.1", BreakerOverride.OPEN);
    publish("pay:a", 0, 3);
    advanceUntil(() -> status("pay.1").held() == 1);
    time.advance(OPEN.multipliedBy(2));
    assertThat(received.payloads()).isEmpty();
    breakers.set("default", "pay.1", BreakerOverride.AUTO);
    received.await(3, PATIENCE);

    breakers.set("default", "pay.1", BreakerOverride.CLOSED);
    broken = true;
    publish("pay:a", 3, 13);
    advanceUntil(() -> calls.get() == 13);
    assertThat(status("pay.1").state()).isEqualTo(BreakerState.CLOSED);
    assertThatThrownBy(() -> breakers.set("default", "nobody", BreakerOverride.OPEN))
        .isInstanceOf(PubSubException.class)
        .extracting(e -> ((PubSubException) e).code())
        .isEqualTo(BreakerError.BREAKER_NOT_FOUND);
  }

  @Test
  void oneThatAcknowledgesUsesNoAttemptsWhileItIsOpen() throws Exception {
    Bus bus = openWith(RULE);
    Subscriber acknowledging =
        delivery -> {
          fickle.receive(delivery);
          delivery.ack();
        };
    SubscribeOptions options =
        SubscribeOptions.DEFAULT.acknowledged(
            Acknowledgement.DEFAULT
                .withMaxAttempts(5)
                .withMaxUnacknowledged(1)
                .withAckTimeout(Duration.ofDays(1)));
    Subscription subscription = bus.subscribe("pay:a", options, acknowledging);
    broken = true;
    publish("pay:a", 0, 3);
    soon()
        .until(
            () -> {
              time.advance(Duration.ofSeconds(1));
              return status("pay.1").state() == BreakerState.OPEN;
            });
    soon().until(() -> status("pay.1").held() == 1 || calls.get() == 4);
    broken = false;
    soon()
        .until(
            () -> {
              time.advance(Duration.ofSeconds(1));
              return received.signals().size() == 3;
            });

    assertThat(received.payloads()).isEqualTo(numbers(0, 3));
    soon().until(() -> subscription.stats().delivered() == 3);
    assertThat(subscription.stats().dropped()).isEmpty();
    assertThat(calls).hasValue(7);
  }

  @Test
  void itsChangesAreToldOnTheBusHealth() throws Exception {
    Bus bus = openWith(RULE);
    RecordingSubscriber health = new RecordingSubscriber();
    pubsub.bus("health").subscribe("circuit_breaker_status:*", health);
    bus.subscribe("pay:a", fickle);
    breakOpen("pay:a", 0);
    publish("pay:a", 4, 7);
    health.await(1, PATIENCE);
    advanceUntil(() -> status("pay.1").held() == 1);
    broken = false;
    time.advance(OPEN);

    advanceUntil(() -> health.signals().size() == 3);
    List<Signal> told = health.signals();
    assertThat(told)
        .allSatisfy(signal -> assertThat(signal.topic()).isEqualTo("circuit_breaker_status:pay.1"))
        .extracting(Signal::type)
        .containsExactly(
            "circuit_breaker_open", "circuit_breaker_half_open", "circuit_breaker_closed");
    Map<?, ?> fields = (Map<?, ?>) told.get(0).payload();
    assertThat(fields.get("subscription_name")).isEqualTo("pay:a");
    assertThat(fields.get("bus")).isEqualTo("default");
    assertThat(fields.get("timestamp")).isInstanceOf(Long.class);
    Map<?, ?> metadata = (Map<?, ?>) fields.get("metadata");
    assertThat(metadata.get("reason")).isEqualTo("failure_rate");
    assertThat(metadata.get("previous_state")).isEqualTo("closed");
    assertThat(metadata.get("failure_rate")).isEqualTo(100.0);
  }

  @Test
  void closedSubscriptionsLeaveNothingBehind() {
    Bus bus = openWith(RULE);
    int pending = time.pending();
    Subscription subscription = bus.subscribe("pay:a", fickle);
    breakOpen("pay:a", 0);
    publish("pay:a", 4, 6);
    advanceUntil(() -> status("pay.1").held() == 1);
    subscription.close();

    assertThat(breakers.list("default")).isEmpty();
    soon().until(() -> subscription.stats().waiting() == 0);
    assertThat(subscription.stats().dropped())
        .isEqualTo(Map.of(DropReason.FAILED, 4L, DropReason.CLOSED, 2L));
    advanceUntil(() -> time.pending() <= pending);
  }

  @Test
  void thereAreNoMoreThanMayBe() throws Exception {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(plugin)
            .set("pubsub.plugin.resilience.breakers", RULE)
            .set("pubsub.plugin.resilience.breakers.max", "1")
            .open();
    pubsub.bus().subscribe("pay:a", fickle);
    pubsub.bus().subscribe("pay:a", received);
    publish("pay:a", 0, 1);

    received.await(2, PATIENCE);
    assertThat(breakers.list("default")).hasSize(1);
    assertThat(breakers.unguarded()).isEqualTo(1);
  }
}
