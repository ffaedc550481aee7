package dev.pubsub.monitoring.performance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A figure over a time frame.
 *
 * @param mean over the intervals that have it
 * @param least the smallest of an interval
 * @param most the largest of an interval
 * @param trend where it is going
 */
record Summary(double mean, double least, double most, Trend trend) {

  /** Empty where no interval has the figure. */
  static Optional<Summary> of(Figure figure, List<Interval> intervals) {
    List<Interval> known =
        intervals.stream().filter(each -> !Double.isNaN(figure.of(each))).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    double[] values = known.stream().mapToDouble(figure::of).toArray();
    long start = known.get(0).to().nanos();
    double[] seconds =
        known.stream().mapToDouble(each -> (each.to().nanos() - start) / 1e9).toArray();
    return Optional.of(
        new Summary(
            Trend.mean(values),
            Arrays.stream(values).min().orElseThrow(),
            Arrays.stream(values).max().orElseThrow(),
            Trend.of(seconds, values)));
  }
}
