package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How soon a lane gets another worker when a subscriber blocks the one that it has. */
final class TakeoverTest {

  private static final boolean WAITS = false;
  private static final boolean COMPUTES = true;

  @Test
  void whoeverBlocksALaneThatHasJustBegunToWorkIsPassedOverAtTheSecondLook() throws Exception {
    assertThat(takeover(0, 0, WAITS)).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void whoeverComputesHasThreeLooksMore() throws Exception {
    assertThat(takeover(0, 0, COMPUTES)).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void whereNobodyIsFoundAtWorkForALongTimeTheFirstLookComesEightMillisecondsLaterAtMost()
      throws Exception {
    assertThat(takeovers(WAITS)).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(takeovers(COMPUTES)).containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void aWatchdogThatHasSleptLooksOftenAgain() throws Exception {
    assertThat(takeover(100, 1_000, WAITS)).isEqualTo(Duration.ofMillis(2));
  }

  /** In milliseconds, after much light work, whenever between two looks it begins. */
  private static List<Long> takeovers(boolean computes) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int phase = 0; phase < 8; phase++) {
      millis.add(takeover(100, phase, computes).toMillis());
    }
    return millis;
  }

  /**
   * How long it takes after so much light work, a signal a millisecond, and so many milliseconds
   * without any.
   *
   * @param computes whether the subscriber that holds the lane up does, or waits
   */
  private static Duration takeover(int signals, int quiet, boolean computes) throws Exception {
    Overtakings overtakings = new Overtakings();
    try (ManualBus on = ManualBus.with(Contributions.builder().observer(overtakings).build())) {
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
      AtomicBoolean called = new AtomicBoolean();
      CountDownLatch released = new CountDownLatch(1);
      on.bus.subscribe(
          "blocks",
          delivery -> {
            called.set(true);
            while (computes && released.getCount() > 0) {
              Thread.onSpinWait();
            }
            released.await();
          });
      try {
        on.publish("blocks", 0, 1);
        ManualBus.await(() -> called.get() && (computes || isWaiting(lane.get())));
        long start = on.time.nanoTime();
        on.advanceUntil(() -> overtakings.seen);
        return Duration.ofNanos(on.time.nanoTime() - start);
      } finally {
        released.countDown();
      }
    }
  }

  /** Parked, or in the subscriber that blocks; one that waits for a class has no blocker. */
  private static boolean isWaiting(Thread lane) {
    return lane.getState() == Thread.State.WAITING && LockSupport.getBlocker(lane) != null;
  }

  /** Looks on without a lock, for which the lane might be found waiting. */
  private static final class Overtakings implements Observer {
    private volatile boolean seen;

    @Override
    public void happened(BusEvent event) {
      if (event.equals(new BusEvent.Overtaken("default", "blocks"))) {
        seen = true;
      }
    }
  }
}
