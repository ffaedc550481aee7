package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has to leave a lane because signals take it long, found by looks that are sampled. */
final class SlowSubscriberTest {

  private static final int LOOKS = 8;
  // More than that of one strike.
  private static final int PROBATION = 520;

  /** Who else is on the lane. */
  private enum Others {
    NONE,
    BEHIND_IT,
    BEHIND_IT_BY_A_PATTERN,
    AHEAD_OF_IT,
    ON_ANOTHER_TOPIC
  }

  @Test
  void whoTakesSignalsThatComeOneByOneStaysWhileTheyTakeLessThanAHundredMicroseconds() {
    assertThat(staysWith(12, Others.NONE)).isTrue();
  }

  @Test
  void whoTakesLongerThanThatLeavesEvenWhereNobodyWaits() {
    assertThat(staysWith(11, Others.NONE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Others.class,
      names = {"BEHIND_IT", "BEHIND_IT_BY_A_PATTERN", "ON_ANOTHER_TOPIC"})
  void whereOthersWaitFiveMicrosecondsAreTooLong(Others others) {
    assertThat(staysWith(190, others)).isFalse();
    assertThat(staysWith(230, others)).isTrue();
  }

  @Test
  void thoseWhoHaveTheSignalAlreadyDoNotWait() {
    assertThat(staysWith(12, Others.AHEAD_OF_IT)).isTrue();
  }

  @Test
  void aLookThatFindsNobodyWaitingDoesNotCount() {
    assertThat(staysWith(190, Others.ON_ANOTHER_TOPIC, LOOKS, LOOKS - 1)).isTrue();
  }

  @Test
  void whoWasSeldomInTheWayIsJudgedByWhatItTookThen() {
    assertThat(staysWith(40, Others.ON_ANOTHER_TOPIC, 5 * LOOKS + 1, LOOKS)).isTrue();
    assertThat(staysWith(38, Others.ON_ANOTHER_TOPIC, 5 * LOOKS + 1, LOOKS)).isFalse();
  }

  @Test
  void whoHasLeftComesBackOnceSignalsThatComeOneByOneTakeLessThanAHundredMicroseconds() {
    assertThat(comesBackWith(Duration.ofNanos(99_000))).isTrue();
    assertThat(comesBackWith(Duration.ofNanos(101_000))).isFalse();
  }

  /** Whether a subscriber that had to leave is called by the lane again, when it takes so long. */
  private static boolean comesBackWith(Duration time) {
    Busy busy = new Busy();
    try (ManualBus on = new ManualBus()) {
      on.bus.subscribe("busy", busy);
      for (int look = 1; look <= LOOKS; look++) {
        busy.isFoundAtWork(on, 1, () -> {});
      }
      Thread lane = busy.thread();
      busy.takes(() -> on.time.advance(time));
      for (int i = 0; i < PROBATION; i++) {
        busy.isCalled(on);
        ManualBus.await(() -> on.bus.stats().delivered() == busy.received());
      }
      return busy.isCalled(on) == lane;
    } finally {
      busy.release();
    }
  }

  private static boolean staysWith(int signalsInALook, Others others) {
    return staysWith(signalsInALook, others, LOOKS, LOOKS);
  }

  /**
   * Whether a subscriber is still called by the lane, once it was found at work in so many looks,
   * and took so many signals a millisecond.
   *
   * @param looksThatMatter in how many of them, the last, another signal waits, if one is to
   */
  private static boolean staysWith(
      int signalsInALook, Others others, int looks, int looksThatMatter) {
    Busy busy = new Busy();
    try (ManualBus on = new ManualBus()) {
      Subscriber other = delivery -> {};
      AtomicInteger heard = new AtomicInteger();
      on.bus.subscribe("other", delivery -> heard.incrementAndGet());
      if (others == Others.AHEAD_OF_IT) {
        on.bus.subscribe("busy", other);
      }
      on.bus.subscribe("busy", busy);
      if (others == Others.BEHIND_IT) {
        on.bus.subscribe("busy", other);
      } else if (others == Others.BEHIND_IT_BY_A_PATTERN) {
        on.bus.subscribe("*", SubscribeOptions.DEFAULT.withCapacity(10_000), other);
      }
      for (int look = 1; look <= looks; look++) {
        boolean waits = others == Others.ON_ANOTHER_TOPIC && look > looks - looksThatMatter;
        int before = heard.get();
        busy.isFoundAtWork(on, signalsInALook, () -> on.publish("other", 0, waits ? 1 : 0));
        ManualBus.await(() -> heard.get() == before + (waits ? 1 : 0));
      }
      Thread lane = busy.thread();
      return busy.isCalled(on) == lane;
    } finally {
      busy.release();
    }
  }

  /** At work for as long as it is told to be. */
  private static final class Busy implements Subscriber {
    private final AtomicInteger received = new AtomicInteger();
    private volatile Runnable work = () -> {};
    private volatile boolean held;
    private volatile boolean called;
    private volatile Thread thread = Thread.currentThread();

    @Override
    public void receive(Delivery delivery) {
      thread = Thread.currentThread();
      called = true;
      while (held) {
        Thread.onSpinWait();
      }
      work.run();
      received.incrementAndGet();
    }

    /** A look comes while it is at the last of so many signals, and something else has happened. */
    void isFoundAtWork(ManualBus on, int signals, Runnable meanwhile) {
      int before = received.get();
      on.publish("busy", 0, signals - 1);
      ManualBus.await(() -> received.get() == before + signals - 1);
      called = false;
      held = true;
      on.publish("busy", 0, 1);
      ManualBus.await(() -> called);
      meanwhile.run();
      on.time.advance(Duration.ofMillis(1));
      release();
      ManualBus.await(() -> received.get() == before + signals);
    }

    /** Gets a signal; returns who called it. */
    Thread isCalled(ManualBus on) {
      int before = received.get();
      on.publish("busy", 0, 1);
      ManualBus.await(() -> received.get() == before + 1);
      return thread;
    }

    void takes(Runnable time) {
      work = time;
    }

    void release() {
      held = false;
    }

    int received() {
      return received.get();
    }

    Thread thread() {
      return thread;
    }
  }
}
