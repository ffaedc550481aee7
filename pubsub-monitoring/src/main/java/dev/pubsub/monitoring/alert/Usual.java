package dev.pubsub.monitoring.alert;

/**
 * What is usual of a rate, and how far it is from that: a moving mean and deviation, weighted
 * exponentially (T. Finch, "Incremental calculation of weighted mean and variance", 2009, section
 * 9). One look counts a twentieth, and for two deviations at most, so that an outlier does not make
 * itself usual at once, while a rate that stays does in the end. Not for use by several threads.
 */
final class Usual {

  /** So many looks come before it is known what is usual. */
  static final int WARM_UP = 60;

  private static final double WEIGHT = 0.05;

  /** A rate that hardly ever changes would be unusual for a single signal more. */
  private static final double LEAST_SHARE = 0.1;

  private static final double LEAST = 1;
  private static final double MOST_COUNTED = 2;

  private double mean;
  private double variance;
  private int looks;

  /**
   * One more look.
   *
   * @return by how many deviations the rate was from what was usual before; 0 as long as nothing is
   */
  double deviations(double rate) {
    if (looks == 0) {
      mean = rate;
    }
    double deviation = Math.max(Math.sqrt(variance), Math.max(LEAST, Math.abs(mean) * LEAST_SHARE));
    double difference = rate - mean;
    double bound = isWarm() ? MOST_COUNTED * deviation : Double.MAX_VALUE;
    double counted = Math.max(-bound, Math.min(bound, difference));
    double off = isWarm() ? Math.abs(difference) / deviation : 0;
    double step = WEIGHT * counted;
    mean += step;
    variance = (1 - WEIGHT) * (variance + counted * step);
    looks++;
    return off;
  }

  private boolean isWarm() {
    return looks >= WARM_UP;
  }
}
