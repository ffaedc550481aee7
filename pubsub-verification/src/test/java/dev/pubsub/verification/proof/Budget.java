package dev.pubsub.verification.proof;

import java.time.Duration;

/** What the proofs are given: a time that they divide, and a seed to begin with. */
final class Budget {

  private final long end;

  private Budget(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  /** A part of {@code proof.minutes}, from now on. */
  static Budget ofPercent(int percent) {
    Duration all = Duration.ofMinutes(Long.getLong("proof.minutes", 5));
    return new Budget(all.multipliedBy(percent).dividedBy(100));
  }

  static long seed() {
    return Long.getLong("proof.seed", 1);
  }

  boolean isLeft() {
    return System.nanoTime() - end < 0;
  }
}
