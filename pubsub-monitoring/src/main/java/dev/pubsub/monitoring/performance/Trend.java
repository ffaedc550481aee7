package dev.pubsub.monitoring.performance;

import java.util.Arrays;

/**
 * Where a figure is going: the straight line that lies nearest to its values, by least squares.
 *
 * @param perMinute by how much it changes in a minute
 * @param course the same in a word
 */
record Trend(double perMinute, Course course) {

  private static final int FEWEST = 3;
  private static final double SECONDS_PER_MINUTE = 60;

  /** How much of the mean the line must climb or fall over all values to be called a trend. */
  private static final double NOTABLE = 0.1;

  /** How much of the variance the line must explain to be called a trend, of 1. */
  private static final double CLEAR = 0.3;

  /** A trend in a word. */
  enum Course {
    /** It grows. */
    RISING,
    /** It stays, or goes up and down. */
    STEADY,
    /** It shrinks. */
    FALLING
  }

  /**
   * Fits the line.
   *
   * @param seconds when each value was, in order
   * @param values as many
   */
  static Trend of(double[] seconds, double[] values) {
    double slope = 0;
    Course course = Course.STEADY;
    if (values.length >= FEWEST) {
      double meanTime = mean(seconds);
      double mean = mean(values);
      double times = 0;
      double squares = 0;
      double products = 0;
      for (int i = 0; i < values.length; i++) {
        times += (seconds[i] - meanTime) * (seconds[i] - meanTime);
        squares += (values[i] - mean) * (values[i] - mean);
        products += (seconds[i] - meanTime) * (values[i] - mean);
      }
      slope = products / times;
      double climbed = slope * (seconds[seconds.length - 1] - seconds[0]);
      boolean clear = products * products >= CLEAR * times * squares;
      if (clear && Math.abs(climbed) > NOTABLE * Math.abs(mean)) {
        course = climbed > 0 ? Course.RISING : Course.FALLING;
      }
    }
    return new Trend(slope * SECONDS_PER_MINUTE, course);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
