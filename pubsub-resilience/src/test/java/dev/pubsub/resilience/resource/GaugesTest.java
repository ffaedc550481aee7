package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.resilience.resource.SlowGauge.Reading;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class GaugesTest {

  private static final Marks MARKS = new Marks(80, 95);

  private final ManualTime time = new ManualTime();
  private final ManualExecutor executor = new ManualExecutor();

  @Test
  void aSlowReadingIsTakenInTheBackgroundAndTheLastOneStandsMeanwhile() {
    AtomicInteger used = new AtomicInteger(7);
    SlowGauge gauge = new SlowGauge("disk", time, executor, () -> new Reading(used.get(), 10));

    gauge.look();
    assertThat(gauge.used()).isZero();
    executor.runAll();
    assertThat(gauge.used()).isEqualTo(7);

    used.set(9);
    gauge.look();
    gauge.look();
    assertThat(gauge.used()).isEqualTo(7);
    assertThat(executor.pending()).as("one at a time").isOne();
  }

  @Test
  void whatTakesLongIsReadSeldom() {
    SlowGauge gauge =
        new SlowGauge(
            "disk",
            time,
            executor,
            () -> {
              time.advance(Duration.ofMillis(50));
              return new Reading(1, 10);
            });
    gauge.look();
    executor.runAll();

    time.advance(Duration.ofMillis(949));
    gauge.look();
    assertThat(executor.pending()).isZero();
    time.advance(Duration.ofMillis(1));
    gauge.look();
    assertThat(executor.pending()).isOne();
  }

  @Test
  void aReadingThatFailsLeavesTheLastOneAndIsTriedAgain() {
    List<Reading> readings = new ArrayList<>(List.of(new Reading(1, 10), new Reading(3, 10)));
    AtomicInteger calls = new AtomicInteger();
    SlowGauge gauge =
        new SlowGauge(
            "disk",
            time,
            executor,
            () -> {
              if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("the disk is gone");
              }
              return readings.remove(0);
            });
    gauge.look();
    executor.runAll();
    gauge.look();
    executor.runAll();
    assertThat(gauge.used()).isEqualTo(1);
    gauge.look();
    executor.runAll();
    assertThat(gauge.used()).isEqualTo(3);
  }

  @Test
  void theFullestOfSeveralDisksCounts() {
    Reading full = new Reading(9, 10);
    Reading large = new Reading(500, 1000);

    assertThat(Reading.fuller(full, large)).isEqualTo(full);
    assertThat(Reading.fuller(large, full)).isEqualTo(full);
    assertThat(Reading.fuller(Reading.NONE, large)).isEqualTo(large);
  }

  @Test
  void aHeapBelowItsMarkIsLeftToItsCollector() {
    HeapGauge heap = heap("250ms");
    heap.collected(74, false);
    time.advance(Duration.ofMinutes(1));
    heap.look();

    assertThat(executor.pending()).isZero();
  }

  @Test
  void aHeapAboveItsMarkIsCollectedOnceItWasNotForAWhile() {
    HeapGauge heap = heap("250ms");
    heap.collected(85, true);
    time.advance(Duration.ofMillis(249));
    heap.look();
    assertThat(executor.pending()).isZero();

    time.advance(Duration.ofMillis(1));
    heap.collected(85, false);
    heap.look();
    assertThat(executor.pending()).as("what was young alone does not count").isOne();
  }

  @Test
  void collectingTakesNoMoreThanATenthOfTheTime() {
    HeapGauge heap =
        new HeapGauge(
            100,
            MARKS,
            Duration.ofMillis(250),
            time,
            Runnable::run,
            () -> time.advance(Duration.ofSeconds(1)));
    heap.collected(85, false);
    time.advance(Duration.ofMillis(250));
    long begun = time.nanoTime();
    int looks = 0;
    for (; time.nanoTime() - begun < Duration.ofSeconds(100).toNanos(); looks++) {
      heap.look();
      time.advance(Duration.ofMillis(250));
    }

    assertThat(400 - looks).as("quarters of a second of collecting").isCloseTo(40, within(4));
  }

  @Test
  void zeroAsksForNoCollection() {
    HeapGauge heap = heap("0s");
    heap.collected(99, false);
    time.advance(Duration.ofMinutes(1));
    heap.look();

    assertThat(executor.pending()).isZero();
  }

  private HeapGauge heap(String patience) {
    Duration given = ResourceSettings.COLLECT.parser().apply(patience);
    return new HeapGauge(100, MARKS, given, time, executor, () -> {});
  }

  @Test
  void aShortBurstOfLoadIsTakenDown() {
    List<Double> loads = new ArrayList<>(List.of(-1.0, 0.2, 1.0, 0.2, 1.0, 1.0, 1.0, 1.0));
    LoadGauge gauge = new LoadGauge(() -> loads.remove(0), () -> 2);
    List<Long> used = new ArrayList<>();
    while (!loads.isEmpty()) {
      gauge.look();
      used.add(gauge.used());
    }

    assertThat(gauge.limit()).isEqualTo(2000);
    assertThat(used).startsWith(0L, 200L, 1100L).last().isEqualTo(1922L);
  }
}
