package dev.pubsub.resilience.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guards of calls on a real bus, on time moved by hand. */
@Timeout(60)
final class CallsOnABusTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ManualTime time = new ManualTime();
  private final RecordingSubscriber received = new RecordingSubscriber();
  private final RecordingSubscriber neighbour = new RecordingSubscriber();
  private PubSub pubsub = PubSub.builder().discover(false).open();

  private Bus openWith(String rules) {
    pubsub.close();
    pubsub =
        PubSub.builder()
            .discover(false)
            .clock(time.clock())
            .scheduler(time)
            .plugin(new ResiliencePlugin())
            .set("pubsub.plugin.resilience.calls", rules)
            .open();
    return pubsub.bus();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(PATIENCE);
  }

  private void advanceUntil(Callable<Boolean> condition) {
    soon()
        .until(
            () -> {
              time.advance(Duration.ofMillis(10));
              return condition.call();
            });
  }

  private static void publish(Bus bus, String topic, int from, int to) {
    IntStream.range(from, to).forEach(number -> bus.publish(topic, number));
  }

  @Test
  void aCallThatHangsIsInterruptedAndTheNextSignalsFollow() throws Exception {
    Bus bus = openWith("a: topics=a timeout=2s");
    CountDownLatch inside = new CountDownLatch(1);
    Subscription subscription =
        bus.subscribe(
            "a",
            delivery -> {
              if ((int) delivery.signal().payload() == 0) {
                inside.countDown();
                new CountDownLatch(1).await();
              }
              received.receive(delivery);
            });
    bus.subscribe("+", neighbour);
    publish(bus, "a", 0, 10);
    inside.await();
    neighbour.await(10, PATIENCE);
    assertThat(received.payloads()).isEmpty();
    time.advance(Duration.ofSeconds(2));

    // Slowly: a call that is late is given up.
    soon()
        .until(
            () -> {
              time.advance(Duration.ofMillis(1));
              return received.payloads().size() == 9;
            });
    assertThat(received.payloads()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    soon().until(() -> subscription.stats().dropped().equals(Map.of(DropReason.FAILED, 1L)));
  }

  @Test
  void whatFailsForAWhileIsTriedAgainInItsOrderAndNothingIsLost() {
    Bus bus = openWith("a: topics=a retries=3 backoff=100ms..1s");
    AtomicInteger calls = new AtomicInteger();
    Subscription subscription =
        bus.subscribe(
            "a",
            delivery -> {
              if (calls.incrementAndGet() % 3 != 0) {
                throw new IllegalStateException("thrown on purpose");
              }
              received.receive(delivery);
            });
    publish(bus, "a", 0, 20);

    advanceUntil(() -> received.payloads().size() == 20);
    assertThat(received.payloads())
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    assertThat(calls).hasValue(60);
    assertThat(subscription.stats().dropped()).isEmpty();
  }

  @Test
  void whatFailsEveryTimeIsCountedAfterTheLast() {
    Bus bus = openWith("a: topics=a retries=2 backoff=100ms..1s");
    AtomicInteger calls = new AtomicInteger();
    Subscription subscription =
        bus.subscribe(
            "a",
            delivery -> {
              calls.incrementAndGet();
              throw new IllegalStateException("thrown on purpose");
            });
    publish(bus, "a", 0, 2);

    advanceUntil(() -> subscription.stats().dropped().equals(Map.of(DropReason.FAILED, 2L)));
    assertThat(calls).hasValue(6);
  }

  @Test
  void noMoreAreCalledAtATimeThanMayAndEachHasItsTurn() {
    Bus bus = openWith("db: topics=db:* concurrency=2");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Subscriber slow =
        delivery -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          received.receive(delivery);
          inside.decrementAndGet();
        };
    for (int i = 0; i < 6; i++) {
      bus.subscribe("db:" + i, slow);
    }
    for (int i = 0; i < 6; i++) {
      publish(bus, "db:" + i, 0, 50);
    }

    soon().until(() -> received.payloads().size() == 300);
    assertThat(most.get()).isBetween(1, 2);
    assertThat(bus.stats().dropped()).isEmpty();
  }
}
