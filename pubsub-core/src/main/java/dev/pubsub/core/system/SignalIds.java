package dev.pubsub.core.system;

import dev.pubsub.signal.SignalId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/** Makes identities: version 7 of RFC 9562, with a counter of 32 bits after the milliseconds. */
public final class SignalIds {

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int NODE_BITS = 42;

  // The middle of an array, so that it has its cache lines to itself: every publisher writes it.
  private static final int MIDDLE = 16;

  private final AtomicLongArray counter = new AtomicLongArray(2 * MIDDLE);
  private final AtomicLong latest = new AtomicLong();
  private final long node;

  /** Identities that differ from those of other instances by chance. */
  public SignalIds(RandomGenerator random) {
    node = random.nextLong() >>> (Long.SIZE - NODE_BITS);
  }

  /** The next identity, which is above all that were made before, also when a clock is set back. */
  public SignalId next(long timeMillis) {
    long time = notBefore(timeMillis);
    return at(time, counter.getAndIncrement(MIDDLE), node);
  }

  /** The next identities in a row. */
  public Block next(long timeMillis, int count) {
    long time = notBefore(timeMillis);
    return new Block(time, counter.getAndAdd(MIDDLE, count), node);
  }

  private long notBefore(long timeMillis) {
    long time = latest.get();
    return time < timeMillis ? latest.accumulateAndGet(timeMillis, Math::max) : time;
  }

  private static SignalId at(long time, long n, long node) {
    return new SignalId(
        time << 16 | VERSION | (n >>> 20 & 0xFFF), VARIANT | (n & 0xF_FFFF) << NODE_BITS | node);
  }

  /** How many were made. */
  public long made() {
    return counter.get(MIDDLE);
  }

  /** Identities that follow each other. */
  public record Block(long time, long first, long node) {

    /** One of them, counted from 0. */
    public SignalId at(int i) {
      return SignalIds.at(time, first + i, node);
    }
  }
}
