package dev.pubsub.monitoring.performance;

/** What happened between two samples, the second of which is the later one. */
record Interval(Sample from, Sample to) {

  private static final double NANOS_PER_SECOND = 1e9;

  double seconds() {
    return (to.nanos() - from.nanos()) / NANOS_PER_SECOND;
  }

  double perSecond(long before, long after) {
    return (after - before) / seconds();
  }
}
