package dev.pubsub.resilience.limit;

/**
 * How fast a bucket fills, and how much it holds. In lowest terms, so that what is left of it under
 * pressure is reckoned in whole numbers, too.
 *
 * @param tokens that flow in for each span; 1 or more
 * @param nanos the span; 1 or more
 * @param burst what the bucket holds when it is full; 1 or more
 */
record Rate(long tokens, long nanos, long burst) {

  private static final int WHOLE = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Of no rate there are smaller parts than this. */
  static final double SMALLEST_PART = 1 / 1000.0;

  /** A part of a rate is counted in spans of at least ten microseconds, which is exact enough. */
  private static final double FASTEST_TOKENS = 1e5;

  Rate {
    long divisor = greatestCommon(tokens, nanos);
    tokens /= divisor;
    nanos /= divisor;
  }

  private static long greatestCommon(long a, long b) {
    return b == 0 ? a : greatestCommon(b, a % b);
  }

  /** A share of it, of which the bucket still holds what the dearest operation costs. */
  Rate share(int percent, long dearest) {
    return new Rate(tokens * percent, nanos * WHOLE, Math.max(dearest, burst * percent / WHOLE));
  }

  /** A part of it for one node of several, never more than that, but for {@link #SMALLEST_PART}. */
  Rate part(double part, long dearest) {
    if (part >= 1) {
      return this;
    }
    double wanted = perSecond() * Math.max(part, SMALLEST_PART);
    long count = (long) Math.ceil(wanted / FASTEST_TOKENS);
    long span = (long) Math.ceil(count * NANOS_PER_SECOND / wanted);
    return new Rate(count, span, Math.max(dearest, (long) (burst * part)));
  }

  /** Whether a bucket can count it without rounding. */
  boolean isExact() {
    return Long.MAX_VALUE / nanos > Math.max(tokens, burst) + 1;
  }

  double perSecond() {
    return tokens * NANOS_PER_SECOND / nanos;
  }
}
