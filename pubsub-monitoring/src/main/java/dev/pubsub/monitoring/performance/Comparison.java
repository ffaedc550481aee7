package dev.pubsub.monitoring.performance;

import java.util.List;
import java.util.Optional;

/**
 * A figure beside what it was. It regressed where it is worse by the test of Mann and Whitney, and
 * its median is worse by a notable part, too: a difference that is sure may be small, and one that
 * is large may be chance.
 *
 * @param watched the figure
 * @param before its median in the baseline
 * @param now its median
 * @param deviate of the test, as {@link MannWhitney#deviate} has it
 */
record Comparison(Watched watched, double before, double now, double deviate) {

  /** With fewer values than this on either side nothing is said. */
  private static final int FEWEST = 20;

  /** One in a thousand by chance, for values that do not depend on each other. */
  private static final double SURE = 3.09;

  /** Empty where there are too few values to compare. */
  static Optional<Comparison> of(Watched watched, List<Double> before, List<Double> now) {
    return before.size() < FEWEST || now.size() < FEWEST
        ? Optional.empty()
        : Optional.of(
            new Comparison(watched, median(before), median(now), MannWhitney.deviate(before, now)));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  boolean regressed() {
    return worse() > 0 && worse() >= watched.notable(before) && watched.worse(deviate) >= SURE;
  }

  /** Whether it is clearly not worse any more: at most by half of what would be notable. */
  boolean recovered() {
    return worse() <= watched.notable(before) / 2;
  }

  private double worse() {
    return watched.worse(now - before);
  }

  /** For people. */
  String sentence() {
    return watched.figure().title()
        + " is "
        + Report.number(now)
        + " and was "
        + Report.number(before)
        + " in the baseline.";
  }
}
