package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.RecordingObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How soon a lane gets another worker when a subscriber blocks the one that it has. */
final class TakeoverTest {

  @Test
  void whoeverBlocksALaneThatHasJustBegunToWorkIsPassedOverAtTheSecondLook() throws Exception {
    assertThat(takeover(0, 0)).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void whereNobodyIsFoundAtWorkForALongTimeTheFirstLookComesEightMillisecondsLaterAtMost()
      throws Exception {
    long[] millis = new long[8];
    for (int phase = 0; phase < millis.length; phase++) {
      millis[phase] = takeover(100, phase).toMillis();
    }

    assertThat(LongStream.of(millis).sorted()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aWatchdogThatHasSleptLooksOftenAgain() throws Exception {
    assertThat(takeover(100, 1_000)).isEqualTo(Duration.ofMillis(2));
  }

  /**
   * How long it takes after so much light work, a signal a millisecond, and so many milliseconds
   * without any.
   */
  private static Duration takeover(int signals, int quiet) throws Exception {
    RecordingObserver observer = new RecordingObserver();
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(observer).build())) {
      AtomicReference<Thread> lane = new AtomicReference<>();
      AtomicInteger received = new AtomicInteger();
      on.bus.subscribe(
          "light",
          delivery -> {
            lane.set(Thread.currentThread());
            received.incrementAndGet();
          });
      on.publish("light", 0, 1);
      for (int i = 1; i <= signals; i++) {
        int needed = i;
        ManualBus.await(() -> received.get() == needed && isWaiting(lane.get()));
        on.time.advance(Duration.ofMillis(1));
        on.publish("light", i, i + 1);
      }
      ManualBus.await(() -> received.get() == signals + 1 && isWaiting(lane.get()));
      on.time.advance(Duration.ofMillis(quiet));
      HeldSubscriber blocks = on.holding();
      on.bus.subscribe("blocks", blocks);
      on.publish("blocks", 0, 1);
      blocks.awaitBlocked();
      ManualBus.await(() -> isWaiting(lane.get()));

      long start = on.time.nanoTime();
      on.advanceUntil(
          () -> observer.events().contains(new BusEvent.Overtaken("default", "blocks")));
      return Duration.ofNanos(on.time.nanoTime() - start);
    }
  }

  /** Parked, or in the subscriber that blocks: nothing else on its way waits for anything. */
  private static boolean isWaiting(Thread lane) {
    return lane.getState() == Thread.State.WAITING;
  }
}
