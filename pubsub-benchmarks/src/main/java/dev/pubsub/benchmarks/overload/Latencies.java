package dev.pubsub.benchmarks.overload;

import java.util.Arrays;

/** How long deliveries took, to the microsecond; the first two hundred thousand. */
final class Latencies {

  private final int[] micros = new int[200_000];
  private int count;

  synchronized void add(long nanos) {
    if (count < micros.length) {
      micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
    }
  }

  /** How many, the middle one and the 99th percentile in milliseconds. */
  synchronized String row() {
    if (count == 0) {
      return "0,,";
    }
    int[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return "%d,%d,%d".formatted(count, sorted[count / 2] / 1000, sorted[count * 99 / 100] / 1000);
  }
}
