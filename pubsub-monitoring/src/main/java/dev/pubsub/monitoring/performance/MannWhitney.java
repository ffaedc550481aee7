package dev.pubsub.monitoring.performance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether one sample of a figure tends to be larger than another, whatever their distribution: the
 * U test of H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is
 * stochastically larger than the other", Annals of Mathematical Statistics 18 (1947), 50-60. U is
 * told as a standard normal deviate, which it is close to from about eight values each, with ranks
 * shared and the variance corrected where values are equal, and corrected for continuity (E. L.
 * Lehmann, "Nonparametrics", 1975, section 1.4).
 */
final class MannWhitney {

  private MannWhitney() {}

  private record Ranked(double value, boolean later) {}

  /**
   * Compares two samples.
   *
   * @param before one value or more, none of them not a number
   * @param now the same
   * @return above zero where {@code now} tends to be larger, below where smaller, zero where
   *     nothing can be said; beyond 3.09 either way by chance once in a thousand, if the values are
   *     independent of each other
   */
  static double deviate(List<Double> before, List<Double> now) {
    Ranked[] all =
        Stream.concat(
                before.stream().map(value -> new Ranked(value, false)),
                now.stream().map(value -> new Ranked(value, true)))
            .sorted(Comparator.comparingDouble(Ranked::value))
            .toArray(Ranked[]::new);
    double ranks = 0;
    double ties = 0;
    for (int from = 0, to; from < all.length; from = to) {
      to = from;
      while (to < all.length && all[to].value() == all[from].value()) {
        to++;
      }
      double equal = to - from;
      double rank = from + (equal + 1) / 2;
      ranks += rank * Arrays.stream(all, from, to).filter(Ranked::later).count();
      ties += equal * equal * equal - equal;
    }
    double n = all.length;
    double pairs = (double) before.size() * now.size();
    double above = ranks - now.size() * (now.size() + 1.0) / 2 - pairs / 2;
    double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)));
    double distance = Math.max(0, Math.abs(above) - 0.5);
    return distance == 0 ? 0 : Math.signum(above) * distance / Math.sqrt(variance);
  }
}
