package dev.pubsub.resilience.limit;

/**
 * How fast a bucket fills, and how much it holds.
 *
 * @param tokens that flow in for each span; 1 or more
 * @param nanos the span; 1 or more
 * @param burst what the bucket holds when it is full; 1 or more
 */
record Rate(long tokens, long nanos, long burst) {

  private static final int WHOLE = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * All of a rate is counted in so many grains where that is possible, and not in less than these.
   */
  private static final double FINE = 1e6;

  private static final long COARSE = 100;

  /** In lowest terms, so that what is left of it under pressure is reckoned in whole numbers. */
  static Rate of(long tokens, long nanos, long burst) {
    long divisor = greatestCommon(tokens, nanos);
    return new Rate(tokens / divisor, nanos / divisor, burst);
  }

  private static long greatestCommon(long a, long b) {
    return b == 0 ? a : greatestCommon(b, a % b);
  }

  /** A share of it, of which the bucket still holds what the dearest operation costs. */
  Rate share(int percent, long dearest) {
    return of(tokens * percent, nanos * WHOLE, Math.max(dearest, burst * percent / WHOLE));
  }

  /**
   * A part of it for one node of several, never more than that, but for one grain at least. All
   * parts have the same span: a bucket has the fraction of a token that it has in terms of that,
   * and would lose it with each change.
   */
  Rate part(double part, long dearest) {
    long grain = grain();
    return new Rate(
        Math.max(1, (long) (tokens * grain * Math.min(1, part))),
        nanos * grain,
        Math.max(dearest, (long) (burst * Math.min(1, part))));
  }

  /**
   * How many times as long the span of parts is: a power of ten, so that a bucket need not round.
   */
  private long grain() {
    double room = Long.MAX_VALUE / 2.0 / nanos;
    double most = Math.min(FINE / tokens, Math.min(Math.sqrt(room / tokens), room / burst));
    return (long) Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
  }

  /** Whether there are parts of it that are worth the name. */
  boolean isDivisible() {
    return tokens * grain() >= COARSE;
  }

  /** Whether a bucket can count it without rounding. */
  boolean isExact() {
    return Long.MAX_VALUE / nanos > Math.max(tokens, burst) + 1;
  }

  double perSecond() {
    return tokens * NANOS_PER_SECOND / nanos;
  }
}
