package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pubsub.resilience.resource.SlowGauge.Reading;
import dev.pubsub.testkit.ManualExecutor;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class GaugesTest {

  private static final Marks MARKS = new Marks(80, 95);

  private final ManualTime time = new ManualTime();
  private final ManualExecutor executor = new ManualExecutor();

  private SlowGauge disk(Supplier<Reading> reading) {
    return new SlowGauge("disk", time, executor, reading);
  }

  private void take(SlowGauge gauge) {
    gauge.look();
    executor.runAll();
  }

  @Test
  void aSlowReadingIsTakenInTheBackgroundAndTheLastOneStandsMeanwhile() {
    AtomicInteger used = new AtomicInteger(7);
    SlowGauge gauge = disk(() -> new Reading(used.get(), 10));

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
        disk(
            () -> {
              time.advance(Duration.ofMillis(50));
              return new Reading(1, 10);
            });
    take(gauge);

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
        disk(
            () -> {
              if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("the disk is gone");
              }
              return readings.remove(0);
            });
    take(gauge);
    take(gauge);
    assertThat(gauge.used()).isEqualTo(1);
    take(gauge);
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

  private HeapGauge heap(String patience, Executor collector, Runnable collect) {
    Duration given = ResourceSettings.COLLECT.parser().apply(patience);
    return new HeapGauge(100, MARKS, given, time, collector, collect);
  }

  /** Of a heap of which so much stays in use, a minute after the last one. */
  private int collectionsAskedFor(String patience, long used) {
    HeapGauge heap = heap(patience, executor, () -> {});
    heap.collected(used, false);
    time.advance(Duration.ofMinutes(1));
    heap.look();
    return executor.pending();
  }

  @Test
  void aHeapBelowItsMarkIsLeftToItsCollector() {
    assertThat(collectionsAskedFor("250ms", 74)).isZero();
  }

  @Test
  void aHeapAboveItsMarkIsCollectedOnceItWasNotForAWhile() {
    HeapGauge heap = heap("250ms", executor, () -> {});
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
    HeapGauge heap = heap("250ms", Runnable::run, () -> time.advance(Duration.ofSeconds(1)));
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
    assertThat(collectionsAskedFor("0s", 99)).isZero();
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
