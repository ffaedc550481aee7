package dev.pubsub.verification.proof;

import java.time.Duration;

/** What the proofs are given: a time that they divide, and a seed to begin with. */
public final class Budget {

  private final long end;

  private Budget(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  /**
   * A part of {@code proof.minutes}, from now on.
   *
   * @param percent how large a part
   * @return the budget
   */
  public static Budget ofPercent(int percent) {
    Duration all = Duration.ofMinutes(Long.getLong("proof.minutes", 5));
    return new Budget(all.multipliedBy(percent).dividedBy(100));
  }

  /**
   * What everything by chance begins with.
   *
   * @return {@code proof.seed}
   */
  public static long seed() {
    return Long.getLong("proof.seed", 1);
  }

  /**
   * Whether the time is not over yet.
   *
   * @return true while there is some left
   */
  public boolean isLeft() {
    return System.nanoTime() - end < 0;
  }
}
