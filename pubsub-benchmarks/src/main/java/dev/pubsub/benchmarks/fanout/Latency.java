package dev.pubsub.benchmarks.fanout;

import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From the call of publish until the last of N subscribers has the message, with nothing else going
 * on: one every 150 µs, by the clock. The call may return later than that.
 */
public final class Latency {

  private static final int[] SIZES = {1, 100, 1000};
  private static final long PAUSE_NANOS = 150_000;
  private static final int WARM_UP = 15_000;

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
    Complete complete = new Complete(size);
    double[] micros = new double[messages];
    try (Candidate candidate = maker.open(complete.subscribers())) {
      for (int i = 0; i < WARM_UP + messages; i++) {
        pause();
        long start = System.nanoTime();
        candidate.publish("x");
        long end = complete.await(i + 1L);
        if (i >= WARM_UP) {
          micros[i - WARM_UP] = (end - start) / 1e3;
        }
      }
      if (candidate.lost() > 0) {
        throw new IllegalStateException(candidate.lost() + " deliveries were lost");
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  /** By the clock: a wake-up permit left over would end a single sleep at once. */
  private static void pause() {
    long until = System.nanoTime() + PAUSE_NANOS;
    while (System.nanoTime() - until < 0) {
      LockSupport.parkNanos(PAUSE_NANOS / 3);
    }
  }
}
