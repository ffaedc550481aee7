package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.testkit.RecordingControl.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SubscriberDecorator} promises: it stands in front of any subscriber, no signal
 * and no failure is lost on it without a word, the ends of batches and of the subscription reach
 * the subscriber, and it decides about a signal only while that is in its hands. A subclass says
 * how to make one; what it does of its own is for tests beside these, on a {@link
 * RecordingControl}.
 */
@Timeout(30)
public abstract class SubscriberDecoratorContract {

  private static final int THREADS = 4;
  private static final int ROUNDS = 50;

  private static final List<String> ODD =
      List.of("a", "a:*", "**", "", "\u0000", "\ud800", "ä€𝄞", "{}%s\r\n", "x".repeat(100_000));

  /** Has made nothing yet. */
  protected SubscriberDecoratorContract() {}

  /**
   * Makes a decorator.
   *
   * @return one that was asked about no subscription yet
   */
  protected abstract SubscriberDecorator decorator();

  @Test
  void itStandsInFrontOfAnySubscriber() {
    SubscriberDecorator decorator = decorator();
    for (String text : ODD) {
      for (boolean acknowledges : List.of(false, true)) {
        RecordingControl control = new RecordingControl(text, text, acknowledges);
        assertThat(decorator.wrap(new Counting(), control)).as("the subscriber").isNotNull();
        control.end();
      }
    }
  }

  @Test
  void aSignalThatNobodyDecidedAboutHasReachedTheSubscriber() {
    Counting subscriber = new Counting();
    RecordingControl control = new RecordingControl();
    Subscriber wrapped = decorator().wrap(subscriber, control);
    for (int i = 0; i < ROUNDS; i++) {
      int before = subscriber.calls.get();
      if (control.deliver(wrapped, delivery(i)) == Verdict.PASSED) {
        assertThat(subscriber.calls.get()).as("calls of the subscriber").isGreaterThan(before);
      }
    }
  }

  @Test
  void aFailureOfTheSubscriberIsNotSwallowed() {
    Counting subscriber = new Counting();
    subscriber.fails = true;
    RecordingControl control = new RecordingControl();
    Subscriber wrapped = decorator().wrap(subscriber, control);
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(control.deliver(wrapped, delivery(i))).isNotEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void theEndOfABatchReachesTheSubscriber() throws Exception {
    Counting subscriber = new Counting();
    RecordingControl control = new RecordingControl();
    Subscriber wrapped = decorator().wrap(subscriber, control);
    control.deliver(wrapped, delivery(0));
    wrapped.endOfBatch();

    assertThat(subscriber.batches).hasValue(1);
  }

  @Test
  void theEndOfTheSubscriptionReachesTheSubscriber() throws Exception {
    Counting subscriber = new Counting();
    RecordingControl control = new RecordingControl();
    Subscriber wrapped = decorator().wrap(subscriber, control);
    control.end();
    wrapped.ended();

    assertThat(subscriber.ends).hasValue(1);
  }

  @Test
  void itDecidesAboutASignalOnlyWhileItIsInItsHands() throws Exception {
    SubscriberDecorator decorator = decorator();
    for (boolean fails : List.of(false, true)) {
      Counting subscriber = new Counting();
      subscriber.fails = fails;
      RecordingControl control = new RecordingControl();
      Subscriber wrapped = decorator.wrap(subscriber, control);
      for (int i = 0; i < ROUNDS; i++) {
        control.deliver(wrapped, delivery(i));
        wrapped.endOfBatch();
      }
      control.end();
      wrapped.ended();

      assertThat(control.outOfTurn()).as("called out of turn").isEmpty();
    }
  }

  @Test
  void manySubscriptionsAreServedAtOnce() throws InterruptedException {
    SubscriberDecorator decorator = decorator();
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            RecordingControl control = new RecordingControl("a:" + i % 3, "ann", number % 2 == 0);
            Counting subscriber = new Counting();
            Subscriber wrapped = decorator.wrap(subscriber, control);
            Verdict verdict = control.deliver(wrapped, delivery(i));
            control.end();
            assertThat(control.outOfTurn()).isEmpty();
            assertThat(verdict == Verdict.PASSED ? subscriber.calls.get() : 1).isPositive();
          }
        });
  }

  private static Delivery delivery(int number) {
    return new Unasked(Signals.numbered("a", number));
  }

  private static final class Counting implements Subscriber {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger batches = new AtomicInteger();
    final AtomicInteger ends = new AtomicInteger();
    boolean fails;

    @Override
    public void receive(Delivery delivery) {
      calls.incrementAndGet();
      if (fails) {
        throw new IllegalStateException("failed on purpose");
      }
    }

    @Override
    public void endOfBatch() {
      batches.incrementAndGet();
    }

    @Override
    public void ended() {
      ends.incrementAndGet();
    }
  }

  /** One that waits for no acknowledgement. */
  private record Unasked(Signal signal) implements Delivery {
    @Override
    public Optional<String> position() {
      return Optional.empty();
    }

    @Override
    public <T> T shared(Encoder<T> encoder) {
      return encoder.encode(signal);
    }
  }
}
