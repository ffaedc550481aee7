package dev.pubsub.monitoring.performance;

import dev.pubsub.BusStats;
import dev.pubsub.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a bus had counted at a moment; small, since many are kept. */
record Sample(
    long nanos,
    Instant time,
    long published,
    long delivered,
    Map<DropReason, Long> dropped,
    Map<String, Long> rejected,
    long depthMax,
    long depthP99,
    Duration processingP50,
    Duration processingP99) {

  /** A bus that has just been opened. */
  static Sample zero(long nanos, Instant time) {
    return new Sample(nanos, time, 0, 0, Map.of(), Map.of(), 0, 0, Duration.ZERO, Duration.ZERO);
  }

  static Sample of(BusStats stats, long nanos, Instant time) {
    return new Sample(
        nanos,
        time,
        stats.published(),
        stats.delivered(),
        stats.dropped(),
        stats.rejectedByCode(),
        stats.waitingMax(),
        stats.waitingP99(),
        stats.pace().processingP50(),
        stats.pace().processingP99());
  }

  static long total(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
