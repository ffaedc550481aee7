package dev.pubsub.benchmarks.fanout;

import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * From the call of publish to the last of N subscribers, with nothing else going on: one message
 * every 150 µs, by the clock.
 */
public final class Latency {

  private static final int[] SIZES = {1, 100, 1000};
  private static final long PAUSE_NANOS = 150_000;
  private static final int WARM_UP = 3_000;

  private Latency() {}

  /** Ten thousand messages for each figure, or two thousand. */
  public static void run(boolean full) {
    Map<String, Candidate.Maker> candidates = Candidates.all();
    List<String> columns = new ArrayList<>(List.of("N"));
    columns.addAll(candidates.keySet());
    Table table = new Table("Unloaded latency to the last receiver, µs, p50 / p99", columns);
    for (int size : SIZES) {
      List<String> cells = new ArrayList<>(List.of(Integer.toString(size)));
      for (Candidate.Maker maker : candidates.values()) {
        double[] micros = measure(maker, size, full ? 10_000 : 2_000);
        cells.add(
            String.format(
                Locale.ROOT,
                "%.1f / %.1f",
                micros[micros.length / 2],
                micros[micros.length * 99 / 100]));
      }
      table.row(cells);
    }
    table.end();
  }

  private static double[] measure(Candidate.Maker maker, int size, int messages) {
    List<Counter> counters = new ArrayList<>();
    IntStream.range(0, size).forEach(i -> counters.add(new Counter()));
    double[] micros = new double[messages];
    try (Candidate candidate = maker.open(counters)) {
      for (int i = 0; i < WARM_UP + messages; i++) {
        pause();
        long sent = i + 1L;
        long start = System.nanoTime();
        candidate.publish("x");
        counters.forEach(counter -> spinUntil(counter, sent));
        if (i >= WARM_UP) {
          micros[i - WARM_UP] = (System.nanoTime() - start) / 1e3;
        }
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  private static void spinUntil(Counter counter, long wanted) {
    while (counter.value() < wanted) {
      Thread.onSpinWait();
    }
  }

  /** By the clock: a wake-up permit left over would end a single sleep at once. */
  private static void pause() {
    long until = System.nanoTime() + PAUSE_NANOS;
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(PAUSE_NANOS / 3);
    }
  }
}
