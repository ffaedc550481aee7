package dev.pubsub.core.deliver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls of subscribers took: counts by size, four for each power of two, so that a figure
 * is right to within a fifth. Of the present span of time and of the one before. Any thread may use
 * it.
 */
public final class Timings {

  private static final int STEPS = 2; // bits
  private static final int SIZES = Long.SIZE << STEPS;

  private volatile AtomicLongArray present = new AtomicLongArray(SIZES);
  private volatile AtomicLongArray before = new AtomicLongArray(SIZES);

  /** Nothing measured yet. */
  public Timings() {}

  /**
   * Counts.
   *
   * @param nanos how long a call took
   * @param calls how many calls it stands for
   */
  void took(long nanos, long calls) {
    present.getAndAdd(size(nanos), calls);
  }

  /** Four sizes for each power of two: the place of the highest bit and the two bits below it. */
  private static int size(long nanos) {
    long value = Math.max(nanos, 1L << STEPS);
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - STEPS;
    return (shift << STEPS) + (int) (value >>> shift);
  }

  /** The middle of what a size stands for. */
  private static Duration middle(int size) {
    int shift = (size >> STEPS) - 1;
    long least = (long) ((1 << STEPS) + (size & ((1 << STEPS) - 1))) << shift;
    return Duration.ofNanos(least + ((1L << shift) >> 1));
  }

  /** Begins a new span of time. */
  public void turn() {
    before = present;
    present = new AtomicLongArray(SIZES);
  }

  /** What such a share of the calls did not exceed; zero when there were none. */
  public Duration at(double share) {
    AtomicLongArray now = present;
    AtomicLongArray then = before;
    long total = 0;
    for (int i = 0; i < SIZES; i++) {
      total += now.get(i) + then.get(i);
    }
    long rank = (long) Math.ceil(total * share);
    for (int i = 0; i < SIZES && rank > 0; i++) {
      rank -= now.get(i) + then.get(i);
      if (rank <= 0) {
        return middle(i);
      }
    }
    return Duration.ZERO;
  }
}
