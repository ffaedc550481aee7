package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.raft.Tuning;
import java.time.Duration;

/**
 * How patient everybody is, in nanoseconds of monotonic clocks.
 *
 * @param election after how much silence voters elect another leader, at least
 * @param lease how long a node holds what it holds after it has asked to go on
 * @param deadline how long a call may take
 */
record CoordinationTiming(long election, long lease, long deadline) {

  private static final int MESSAGE = 1 << 18;
  private static final int COMPACT_AFTER = 1 << 20;

  static CoordinationTiming of(Duration election, Duration lease, Duration deadline) {
    return new CoordinationTiming(election.toNanos(), lease.toNanos(), deadline.toNanos());
  }

  Tuning raft() {
    return new Tuning(election / 5, election, MESSAGE, COMPACT_AFTER);
  }

  /** How often a voter looks at its clock. */
  Duration tick() {
    return Duration.ofNanos(election / 20);
  }

  /**
   * How long the leader of the voters hears nothing before it ends a session. It begins to count
   * later than the node did, and a clock may run a quarter faster than another.
   */
  long grace() {
    return lease + lease / 4;
  }

  Duration renewing() {
    return Duration.ofNanos(lease / 4);
  }

  Duration resending() {
    return Duration.ofNanos(election / 4);
  }
}
