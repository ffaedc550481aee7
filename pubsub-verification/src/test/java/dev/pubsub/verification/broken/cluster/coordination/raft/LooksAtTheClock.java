package dev.pubsub.verification.broken.cluster.coordination.raft;

import dev.pubsub.spi.Scheduler;

/** Voters with a clock of their own. */
final class LooksAtTheClock {
  long now(Scheduler time) {
    return time.nanoTime();
  }
}
