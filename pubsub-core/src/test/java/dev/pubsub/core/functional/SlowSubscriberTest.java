package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who has to leave a lane because signals take it long, found by looks that are sampled. */
final class SlowSubscriberTest {

  private static final int LOOKS = 8;
  private static final int ALL = Integer.MAX_VALUE;

  /** Who else is on the lane. */
  private enum Others {
    NONE,
    ON_THE_SAME_TOPIC,
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

  @Test
  void whereOthersWaitForTheSameSignalsFiveMicrosecondsAreTooLong() {
    assertThat(staysWith(190, Others.ON_THE_SAME_TOPIC)).isFalse();
    assertThat(staysWith(230, Others.ON_THE_SAME_TOPIC)).isTrue();
  }

  @Test
  void whereOtherSignalsWaitFiveMicrosecondsAreTooLong() {
    assertThat(staysWith(190, Others.ON_ANOTHER_TOPIC)).isFalse();
    assertThat(staysWith(230, Others.ON_ANOTHER_TOPIC)).isTrue();
  }

  @Test
  void aLookThatFindsNobodyWaitingDoesNotCount() {
    assertThat(staysWith(190, Others.ON_ANOTHER_TOPIC, LOOKS - 1)).isTrue();
  }

  private static boolean staysWith(int signalsInALook, Others others) {
    return staysWith(signalsInALook, others, ALL);
  }

  /**
   * Whether a subscriber is still called by the lane, once it was found at work in as many looks as
   * matter, and took so many signals a millisecond.
   *
   * @param looksThatMatter in how many of them others wait, if there are others
   */
  private static boolean staysWith(int signalsInALook, Others others, int looksThatMatter) {
    try (ManualBus on = new ManualBus()) {
      Busy busy = new Busy();
      on.bus.subscribe("busy", busy);
      AtomicReference<Thread> lane = new AtomicReference<>();
      AtomicInteger heard = new AtomicInteger();
      on.bus.subscribe(
          others == Others.ON_THE_SAME_TOPIC ? "busy" : "other",
          delivery -> {
            lane.set(Thread.currentThread());
            heard.incrementAndGet();
          });
      on.publish("other", 0, 1);
      ManualBus.await(() -> others == Others.ON_THE_SAME_TOPIC || heard.get() == 1);
      for (int look = 1; look <= LOOKS; look++) {
        on.publish("busy", 0, signalsInALook - 1);
        busy.awaitReceived((look - 1) * signalsInALook + signalsInALook - 1);
        busy.hold();
        on.publish("busy", 0, 1);
        busy.awaitCalled();
        boolean waits = others == Others.ON_ANOTHER_TOPIC && look <= looksThatMatter;
        int before = heard.get();
        if (waits) {
          on.publish("other", 0, 1);
        }
        on.time.advance(Duration.ofMillis(1));
        busy.release();
        busy.awaitReceived(look * signalsInALook);
        ManualBus.await(() -> !waits || heard.get() == before + 1);
      }
      Thread first = busy.thread();
      on.publish("busy", 0, 1);
      busy.awaitReceived(LOOKS * signalsInALook + 1);
      return busy.thread() == first;
    }
  }

  /** At work for as long as it is told to be. */
  private static final class Busy implements Subscriber {
    private final AtomicInteger received = new AtomicInteger();
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
      received.incrementAndGet();
    }

    void hold() {
      called = false;
      held = true;
    }

    void release() {
      held = false;
    }

    void awaitCalled() {
      ManualBus.await(() -> called);
    }

    void awaitReceived(int count) {
      ManualBus.await(() -> received.get() == count);
    }

    Thread thread() {
      return thread;
    }
  }
}
