package dev.pubsub.monitoring.performance;

/** A figure that is compared with what it was, and what to do when it is worse. */
enum Watched {
  /** Fewer deliveries. */
  DELIVERED(
      Figure.DELIVERED,
      false,
      0.1,
      0,
      "If about as much is published as before, look for subscribers that are gone, paused or"
          + " behind; otherwise publishers send less or are refused."),
  /** Slower calls, usually. */
  PROCESSING_P50(Figure.PROCESSING_P50, true, 0.25, 0.1, Watched.SLOWER),
  /** Slower calls, at worst. */
  PROCESSING_P99(Figure.PROCESSING_P99, true, 0.25, 1, Watched.SLOWER),
  /** Longer queues. */
  QUEUE_DEPTH_P99(
      Figure.QUEUE_DEPTH_P99,
      true,
      0.5,
      10,
      "Subscribers do not keep up: make them faster, share the work in a group, or publish less."),
  /** More losses. */
  DROPPED(
      Figure.DROPPED,
      true,
      0.5,
      1,
      "GET /api/performance tells the reasons; give subscribers more capacity, or mend them.");

  private static final String SLOWER =
      "Look what subscribers do in a call that takes longer now: a database, a lock, a collection"
          + " of garbage.";

  private final Figure figure;
  private final boolean moreIsWorse;
  private final double leastShare;
  private final double leastStep;
  private final String advice;

  Watched(Figure figure, boolean moreIsWorse, double leastShare, double leastStep, String advice) {
    this.figure = figure;
    this.moreIsWorse = moreIsWorse;
    this.leastShare = leastShare;
    this.leastStep = leastStep;
    this.advice = advice;
  }

  Figure figure() {
    return figure;
  }

  String advice() {
    return advice;
  }

  /** A difference, above zero where it is for the worse. */
  double worse(double difference) {
    return moreIsWorse ? difference : -difference;
  }

  /** By how much it must be worse than it was to be worth a word; more than a step of its scale. */
  double notable(double before) {
    return Math.max(leastShare * before, leastStep);
  }
}
