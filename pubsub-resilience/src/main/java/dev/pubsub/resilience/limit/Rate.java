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

  /** Whether a bucket can count it without rounding. */
  boolean isExact() {
    return Long.MAX_VALUE / nanos > Math.max(tokens, burst) + 1;
  }

  double perSecond() {
    return tokens * 1e9 / nanos;
  }
}
