package dev.pubsub.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** What the rounds of one system gave. */
public record Rounds(double median, double min, double max) {

  /** Of at least one round. */
  public static Rounds of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Rounds(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** How often the other's median is in this one. */
  public String ratioTo(Rounds other) {
    return String.format(Locale.ROOT, "%.2f", median / other.median);
  }

  /**
   * As {@code median [min-max]}, with as many decimals as the format, such as {@code %.1f}, says.
   */
  public String text(String format) {
    return String.format(
        Locale.ROOT, format + " [" + format + "-" + format + "]", median, min, max);
  }
}
