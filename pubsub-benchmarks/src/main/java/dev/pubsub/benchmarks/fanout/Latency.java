package dev.pubsub.benchmarks.fanout;

import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

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
    Finish finish = new Finish(size);
    List<Counter> subscribers =
        IntStream.range(0, size).<Counter>mapToObj(i -> new Runner(finish)).toList();
    double[] micros = new double[messages];
    try (Candidate candidate = maker.open(subscribers)) {
      for (int i = 0; i < WARM_UP + messages; i++) {
        pause();
        long start = System.nanoTime();
        candidate.publish("x");
        long end = finish.await(i + 1L);
        if (i >= WARM_UP) {
          micros[i - WARM_UP] = (end - start) / 1e3;
        }
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

  /** The moment at which the last subscriber has a message, by that subscriber's own look. */
  private static final class Finish {

    private final int subscribers;
    private final AtomicInteger missing;
    private final Counter complete = new Counter();
    private long nanoTime;

    Finish(int subscribers) {
      this.subscribers = subscribers;
      this.missing = new AtomicInteger(subscribers);
    }

    void reached() {
      if (missing.decrementAndGet() == 0) {
        nanoTime = System.nanoTime();
        missing.setPlain(subscribers);
        complete.up();
      }
    }

    /**
     * Looks at nothing that is written for each subscriber: to be looked at from another processor
     * costs the writer more than the delivery.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    long await(long messages) {
      while (complete.value() < messages) {
        Thread.yield();
      }
      return nanoTime;
    }
  }

  /** One subscriber. */
  private static final class Runner extends Counter {

    private final Finish finish;

    Runner(Finish finish) {
      this.finish = finish;
    }

    @Override
    void up() {
      finish.reached();
    }
  }
}
