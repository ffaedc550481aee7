package dev.pubsub.core.lane;

import dev.pubsub.core.system.Cpu;
import java.util.function.LongSupplier;

/**
 * How often a worker takes a batch. However small it is, a batch costs publishers and worker
 * several cache misses each; so of a fast stream one is taken every few microseconds, and each
 * holds dozens of letters. Where letters come one by one, nobody waits.
 *
 * <p>Whether waiting pays is found out by waiting: once in a while, the less often the longer it
 * has not paid. Used by one worker at a time.
 */
final class Pace {

  private static final long GATHER_NANOS = 10_000;
  private static final int WORTH_IT = 16;
  private static final int LONGEST_PAUSE = 256;

  private final LongSupplier nanoTime;
  private long takenAt;
  private boolean waited;
  private int pause = 1;
  private int untilNextTry;

  /** By this clock, which only goes forward. */
  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Before a batch is taken: waits for it to grow, if that is likely to pay. */
  void letBatchGrow() {
    if (untilNextTry > 0) {
      untilNextTry--;
      waited = false;
      return;
    }
    if (!waited) {
      waited = true;
      takenAt = nanoTime.getAsLong();
    }
    while (nanoTime.getAsLong() - takenAt < GATHER_NANOS) {
      Cpu.spin(8);
    }
    takenAt = nanoTime.getAsLong();
  }

  /** So many were there. */
  void took(int count) {
    if (waited) {
      boolean worthIt = count >= WORTH_IT;
      pause = worthIt ? 1 : Math.min(LONGEST_PAUSE, pause * 2);
      untilNextTry = worthIt ? 0 : pause;
    }
  }
}
