package dev.pubsub.benchmarks.fanout;

import dev.pubsub.benchmarks.Rounds;
import dev.pubsub.benchmarks.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One publisher, one topic, N subscribers, 64 characters passed by reference, a window of min(1024,
 * max(32, 65536/N)) in flight, nothing lost. The systems take turns; the figure of each is the
 * median of its rounds, each in a fresh instance that was warmed up.
 */
public final class FanOut {

  private static final int[] SIZES = {1, 5, 10, 50, 100, 1000};
  private static final String MESSAGE = "x".repeat(64);
  private static final long WARM_UP_NANOS = 100_000_000;
  private static final long ROUND_NANOS = 350_000_000;

  private FanOut() {}

  /** Seven rounds, or three. */
  public static void run(boolean full) {
    Map<String, Candidate.Maker> candidates = Candidates.all();
    List<String> names = List.copyOf(candidates.keySet());
    List<String> columns = new ArrayList<>(List.of("N"));
    columns.addAll(names);
    names.stream().skip(1).forEach(name -> columns.add("ratio to " + name));
    int rounds = full ? 7 : 3;
    Table table = new Table("Million deliveries/s, median of " + rounds + " [min-max]", columns);
    for (int size : SIZES) {
      double[][] results = new double[names.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        int system = 0;
        for (Candidate.Maker maker : candidates.values()) {
          results[system++][round] = round(maker, size);
        }
      }
      table.row(row(size, Arrays.stream(results).map(Rounds::of).toList()));
    }
    table.end();
  }

  private static List<String> row(int size, List<Rounds> systems) {
    List<String> cells = new ArrayList<>(List.of(Integer.toString(size)));
    systems.forEach(system -> cells.add(system.text("%.1f")));
    systems.stream().skip(1).forEach(other -> cells.add(systems.get(0).ratioTo(other)));
    return cells;
  }

  private static double round(Candidate.Maker maker, int size) {
    List<Counter> counters = new ArrayList<>();
    IntStream.range(0, size).forEach(i -> counters.add(new Counter()));
    try (Candidate candidate = maker.open(counters)) {
      Producer producer = new Producer(() -> candidate.publish(MESSAGE), counters);
      producer.run(WARM_UP_NANOS);
      long start = System.nanoTime();
      long count = producer.run(ROUND_NANOS);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (candidate.lost() > 0) {
        throw new IllegalStateException(candidate.lost() + " deliveries were lost");
      }
      return count * (double) size / seconds / 1e6;
    }
  }
}
