package dev.pubsub.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One publisher, one topic, N subscribers, 64 characters passed by reference, a window of min(1024,
 * max(32, 65536/N)) in flight, nothing lost. The systems take turns; the figure of each is the
 * median of its rounds, each in a fresh instance that was warmed up.
 */
final class FanOut {

  private static final int[] SIZES = {1, 5, 10, 50, 100, 1000};
  private static final String MESSAGE = "x".repeat(64);
  private static final long WARM_UP_NANOS = 100_000_000;
  private static final long ROUND_NANOS = 350_000_000;

  private final Map<String, Candidate.Maker> candidates;
  private final int rounds;

  /** The first of the candidates is compared with each of the others. */
  FanOut(Map<String, Candidate.Maker> candidates, int rounds) {
    this.candidates = candidates;
    this.rounds = rounds;
  }

  void run() {
    List<String> names = List.copyOf(candidates.keySet());
    System.out.println("Fan-out, million deliveries/s, median of " + rounds + " [min-max]\n");
    System.out.println("| N | " + String.join(" | ", names) + " | ratio |");
    System.out.println("|---|" + "---|".repeat(names.size() + 1));
    for (int size : SIZES) {
      double[][] results = new double[names.size()][rounds];
      for (int round = 0; round < rounds; round++) {
        int system = 0;
        for (Candidate.Maker maker : candidates.values()) {
          results[system++][round] = round(maker, size);
        }
      }
      print(size, results);
    }
  }

  private static double round(Candidate.Maker maker, int size) {
    List<Counter> counters = new ArrayList<>();
    IntStream.range(0, size).forEach(i -> counters.add(new Counter()));
    try (Candidate candidate = maker.open(counters)) {
      int window = Math.min(1024, Math.max(32, 65536 / size));
      long sent = publish(candidate, counters, 0, window, WARM_UP_NANOS);
      long start = System.nanoTime();
      long end = publish(candidate, counters, sent, window, ROUND_NANOS);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (candidate.lost() > 0) {
        throw new IllegalStateException(candidate.lost() + " deliveries were lost");
      }
      return (end - sent) * (double) size / seconds / 1e6;
    }
  }

  private static long publish(
      Candidate candidate, List<Counter> counters, long from, int window, long nanos) {
    long until = System.nanoTime() + nanos;
    long sent = from;
    while (System.nanoTime() - until < 0) {
      for (int i = 0; i < window / 2; i++) {
        candidate.publish(MESSAGE);
      }
      long mustHave = sent;
      sent += window / 2;
      counters.forEach(counter -> counter.await(mustHave));
    }
    long all = sent;
    counters.forEach(counter -> counter.await(all));
    return sent;
  }

  private static void print(int size, double[][] results) {
    StringBuilder line = new StringBuilder("| " + size);
    double[] medians = new double[results.length];
    for (int i = 0; i < results.length; i++) {
      double[] sorted = results[i].clone();
      Arrays.sort(sorted);
      medians[i] = sorted[sorted.length / 2];
      line.append(
          String.format(
              Locale.ROOT,
              " | %.1f [%.1f-%.1f]",
              medians[i],
              sorted[0],
              sorted[sorted.length - 1]));
    }
    double best = Arrays.stream(medians).skip(1).max().orElseThrow();
    System.out.println(line + String.format(Locale.ROOT, " | %.2f |", medians[0] / best));
  }
}
