package dev.pubsub.core.system;

import dev.pubsub.signal.SignalId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * Makes identities: version 7 of RFC 9562, with a counter of 32 bits after the milliseconds, and
 * behind it which of the counters it was. There are several, so that publishers do not write the
 * same cache line for every signal.
 */
public final class SignalIds {

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int NODE_BITS = 39;
  private static final int INDEX_BITS = 3;
  private static final int SAMPLE_BITS = 6;
  private static final int COUNTERS = 1 << INDEX_BITS;

  /** As many numbers as two cache lines have: processors fetch lines in pairs. */
  private static final int SPACING = 16;

  // The first and the last stretch are nobody's.
  private final AtomicLongArray counters = new AtomicLongArray((COUNTERS + 2) * SPACING);
  private final AtomicLong latest = new AtomicLong();
  private final long node;

  /** Identities that differ from those of other instances by chance. */
  public SignalIds(RandomGenerator random) {
    node = random.nextLong() >>> (Long.SIZE - NODE_BITS);
  }

  /**
   * The next identity, which is above all that this thread was given before, also when a clock is
   * set back.
   */
  public SignalId next(long timeMillis) {
    long time = notBefore(timeMillis);
    int counter = mine();
    return at(time, counters.getAndIncrement(place(counter)), counter, node);
  }

  /**
   * Whether a signal is one of about 64 to be looked at: by its number, mixed as MurmurHash3 ends,
   * so that the choice is in step with no order in which anybody publishes.
   */
  public static boolean isSample(SignalId id) {
    int mixed = (int) (id.low() >>> (NODE_BITS + INDEX_BITS));
    mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return mixed >>> (Integer.SIZE - SAMPLE_BITS) == 0;
  }

  /** The next identities in a row. */
  public Block next(long timeMillis, int count) {
    long time = notBefore(timeMillis);
    int counter = mine();
    return new Block(time, counters.getAndAdd(place(counter), count), counter, node);
  }

  private static int mine() {
    return (int) Thread.currentThread().getId() & (COUNTERS - 1);
  }

  private static int place(int counter) {
    return (counter + 1) * SPACING;
  }

  private long notBefore(long timeMillis) {
    long time = latest.get();
    return time < timeMillis ? latest.accumulateAndGet(timeMillis, Math::max) : time;
  }

  private static SignalId at(long time, long n, int counter, long node) {
    long low = (n & 0xF_FFFF) << INDEX_BITS | counter;
    return new SignalId(
        time << 16 | VERSION | (n >>> 20 & 0xFFF), VARIANT | low << NODE_BITS | node);
  }

  /** How many were made. */
  public long made() {
    long made = 0;
    for (int counter = 0; counter < COUNTERS; counter++) {
      made += counters.get(place(counter));
    }
    return made;
  }

  /** Identities that follow each other. */
  public record Block(long time, long first, int counter, long node) {

    /** One of them, counted from 0. */
    public SignalId at(int i) {
      return SignalIds.at(time, first + i, counter, node);
    }
  }
}
