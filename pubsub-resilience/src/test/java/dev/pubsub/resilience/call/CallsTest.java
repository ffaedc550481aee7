package dev.pubsub.resilience.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.flow.FakeSubscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingControl;
import dev.pubsub.testkit.TestEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CallsTest {

  private static final Subscriber FAILING =
      delivery -> {
        throw new IllegalStateException("thrown on purpose");
      };

  private final ResiliencePlugin plugin = new ResiliencePlugin();
  private ManualTime time = new ManualTime();
  private Contributions contributions = Contributions.builder().build();

  private void configure(String calls, String breakers) {
    TestEnvironment environment =
        TestEnvironment.of(plugin, Map.of("calls", calls, "breakers", breakers));
    time = environment.time();
    contributions = plugin.install(environment);
  }

  private FakeSubscription open(Subscriber subscriber) {
    return new FakeSubscription().open(subscriber, contributions.decorators());
  }

  /** With a subscriber that notes what it gets, and then fails where it is told to. */
  private FakeSubscription open(List<Object> calls, Predicate<Object> fails) {
    return open(
        delivery -> {
          Object payload = delivery.signal().payload();
          calls.add(payload);
          if (fails.test(payload)) {
            throw new IllegalStateException("thrown on purpose");
          }
        });
  }

  // ---- timeouts

  @Test
  void aCallThatTakesTooLongIsInterruptedAndHasFailed() {
    configure("a: timeout=2s", "");
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    FakeSubscription subscription =
        open(
            delivery -> {
              time.advance(Duration.ofSeconds(2));
              interrupted.set(Thread.interrupted());
            });
    subscription.serve(1);

    assertThat(interrupted).hasValue(true);
    assertThat(subscription.outcomes).containsExactly("TimeoutException 1");
  }

  @Test
  void oneThatIsInTimeHearsNothingOfItEverAfter() {
    configure("a: timeout=2s", "");
    FakeSubscription subscription =
        open(delivery -> time.advance(Duration.ofSeconds(2).minusNanos(1)));
    subscription.serve(1, 2);
    time.advance(Duration.ofSeconds(10));

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(subscription.outcomes).containsExactly("delivered 1", "delivered 2");
    assertThat(time.pending()).isZero();
  }

  @Test
  void theInterruptOfOneCallIsNotLeftToTheNext() {
    configure("a: timeout=2s", "");
    List<Boolean> seen = new ArrayList<>();
    FakeSubscription subscription =
        open(
            delivery -> {
              seen.add(Thread.currentThread().isInterrupted());
              if (delivery.signal().payload().equals(1)) {
                time.advance(Duration.ofSeconds(3));
              }
            });
    subscription.serve(1, 2);

    assertThat(seen).containsExactly(false, false);
    assertThat(subscription.outcomes).containsExactly("TimeoutException 1", "delivered 2");
  }

  private static CountDownLatch[] latches(int count) {
    return Stream.generate(() -> new CountDownLatch(1)).limit(count).toArray(CountDownLatch[]::new);
  }

  @Test
  void aTimerThatFiresWhileACallEndsHitsThatCallOrNone() throws Exception {
    configure("a: timeout=1s", "");
    int rounds = 2000;
    List<Boolean> interruptedBefore = new ArrayList<>();
    CountDownLatch[] gates = latches(rounds);
    CountDownLatch[] moves = latches(rounds);
    FakeSubscription subscription =
        open(
            delivery -> {
              interruptedBefore.add(Thread.currentThread().isInterrupted());
              // From here on the timer and the end of the call race.
              gates[(int) delivery.signal().payload()].countDown();
            });
    ManualTime moved = time;
    Thread clock =
        new Thread(
            () -> {
              for (int i = 0; i < rounds; i++) {
                try {
                  gates[i].await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                moved.advance(Duration.ofSeconds(1));
                moves[i].countDown();
              }
            });
    clock.start();
    for (int i = 0; i < rounds; i++) {
      subscription.publish(i);
      subscription.deliver();
      moves[i].await();
    }
    clock.join();

    assertThat(interruptedBefore).hasSize(rounds).containsOnly(false);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(subscription.outcomes).hasSize(rounds);
  }

  @Test
  void flushingHasItsTimeToo() {
    configure("a: timeout=1s", "");
    Subscriber slow =
        new Subscriber() {
          @Override
          public void receive(Delivery delivery) {}

          @Override
          public void endOfBatch() {
            time.advance(Duration.ofSeconds(1));
          }
        };
    Subscriber timed = contributions.decorators().get(0).wrap(slow, new RecordingControl());

    assertThatThrownBy(timed::endOfBatch)
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("1000 ms");
  }

  // ---- retries

  @Test
  void whatFailsIsTriedAgainInItsOrderAndTheLastExceptionCounts() {
    configure("a: retries=2 backoff=100ms..1s", "");
    List<Object> calls = new ArrayList<>();
    FakeSubscription subscription = open(calls, payload -> payload.equals(1));
    subscription.publish(1, 2, 3);
    for (int i = 0; i < 3; i++) {
      subscription.deliverAll();
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(calls).containsExactly(1, 1, 1, 2, 3);
    assertThat(subscription.outcomes)
        .containsExactly("IllegalStateException 1", "delivered 2", "delivered 3");
    assertThat(time.pending()).isZero();
  }

  @Test
  void oneThatWorksAgainHasAllItsRetriesForTheNextSignal() {
    configure("a: retries=1 backoff=1ms..1ms", "");
    List<Object> calls = new ArrayList<>();
    FakeSubscription subscription = open(calls, payload -> calls.size() % 2 == 1);
    subscription.publish(1, 2);
    for (int i = 0; i < 4; i++) {
      subscription.deliverAll();
      time.advance(Duration.ofMillis(1));
    }

    assertThat(calls).containsExactly(1, 1, 2, 2);
    assertThat(subscription.outcomes).containsExactly("delivered 1", "delivered 2");
  }

  @Test
  void aRestIsLongerAfterEachFailureAndNeverEndsEarly() {
    configure("a: retries=5 backoff=100ms..300ms", "");
    FakeSubscription subscription = open(FAILING);
    subscription.serve(1);
    List<Long> rests = new ArrayList<>();
    while (subscription.waiting() > 0) {
      long began = time.nanoTime();
      while (subscription.isHeld()) {
        time.advance(Duration.ofMillis(1));
      }
      rests.add((time.nanoTime() - began) / 1_000_000);
      subscription.deliverAll();
    }

    assertThat(rests).hasSize(5).allMatch(rest -> rest >= 100 && rest <= 300);
    assertThat(rests.get(0)).isLessThanOrEqualTo(200);
    assertThat(rests.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void whoeverReleasesItBeforeTheRestIsOverWakesNobody() {
    configure("a: retries=1 backoff=1s..1s", "");
    FakeSubscription subscription = open(FAILING);
    subscription.serve(1);
    subscription.control().release();
    assertThat(subscription.deliver()).isTrue();

    assertThat(subscription.isHeld()).isTrue();
    time.advance(Duration.ofSeconds(1));
    subscription.deliverAll();
    assertThat(subscription.outcomes).containsExactly("IllegalStateException 1");
  }

  @Test
  void anOpenBreakerUsesUpNoRetries() {
    configure("a: retries=3 backoff=1ms..1ms", "a: calls=2 window=2 open=10s probes=1");
    List<Object> calls = new ArrayList<>();
    FakeSubscription subscription = open(calls, payload -> true);
    subscription.publish(1);
    for (int i = 0; i < 5000 && subscription.waiting() > 0; i++) {
      subscription.deliverAll();
      time.advance(Duration.ofMillis(10));
    }

    // Two before it opened, one for each of the two probes that followed: four attempts in all.
    assertThat(calls).hasSize(4);
    assertThat(subscription.outcomes).containsExactly("IllegalStateException 1");
  }

  @Test
  void oneThatAcknowledgesIsLeftToItsOwnRetries() {
    configure("a: retries=3", "");
    FakeSubscription subscription =
        new FakeSubscription(new RecordingControl("a", "ann", true))
            .open(FAILING, contributions.decorators());
    subscription.serve(1);

    assertThat(subscription.outcomes).containsExactly("IllegalStateException 1");
    assertThat(time.pending()).isZero();
  }

  @Test
  void aSubscriptionThatIsClosedWhileItRestsLeavesNothingBehind() {
    configure("a: retries=3 timeout=1s concurrency=1", "");
    FakeSubscription subscription = open(FAILING);
    subscription.serve(1);
    assertThat(time.pending()).isEqualTo(1);
    subscription.close();

    assertThat(time.pending()).isZero();
  }
}
