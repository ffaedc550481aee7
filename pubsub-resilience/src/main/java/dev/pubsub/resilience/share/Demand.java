package dev.pubsub.resilience.share;

/**
 * How much is asked of this node, as the others are told. It rises at once and falls slowly, and is
 * rounded up, so that it is not told anew for every little change.
 */
final class Demand {

  /** A second of silence leaves so much of it. */
  private static final double FADING = 0.9;

  /** A step of rounding is a 32nd of a doubling; what is this much too high is told anew. */
  private static final int STEPS = 32;

  private static final double NANOS = 1e9;
  private static final double TOO_HIGH = 1.03;

  /** Less than such a part of the rate is nothing. */
  private static final double NOTHING = 1 / 1000.0;

  private final Lately told = new Lately(0);
  private long counted;
  private double level;

  /** When it was made. */
  private final long first;

  Demand(long asked, long now) {
    this.counted = asked;
    this.first = now;
  }

  long first() {
    return first;
  }

  /** Looks what was asked for since the last time. */
  void measure(Want want, long since, long now) {
    double seconds = Math.max(1, now - since) / NANOS;
    double measured = (want.asked() - counted) / seconds;
    counted = want.asked();
    level = Math.max(measured, level * Math.pow(FADING, seconds));
    double next = rounded(Math.min(level, want.rate()), want.rate());
    if (next > told.present() || next * TOO_HIGH < told.present()) {
      told.set(next, now);
    }
  }

  /** What others are to be told. */
  double told() {
    return told.present();
  }

  private static double rounded(double wanted, double rate) {
    if (wanted < rate * NOTHING) {
      return 0;
    }
    double steps = Math.ceil(Math.log(wanted / rate) / Math.log(2) * STEPS);
    return rate * Math.pow(2, Math.min(0, steps) / STEPS);
  }

  /** The least that they were told after a moment, or since another that is later each time. */
  double least(long after, long oldest) {
    return told.least(after, oldest);
  }
}
