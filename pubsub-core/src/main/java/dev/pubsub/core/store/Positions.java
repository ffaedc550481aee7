package dev.pubsub.core.store;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The places of one life of a store: a sequence over all topics, written behind the name of that
 * life, so that a position from another life is known as such.
 */
final class Positions {

  /** The digits of a number, and its sign. */
  private static final int LENGTH_MAX = 20;

  private final String prefix;
  private final AtomicLong latest = new AtomicLong();
  private final AtomicLong floor = new AtomicLong();

  /**
   * Begins at zero, in both directions.
   *
   * @param life differs from that of every other store, in all likelihood
   */
  Positions(long life) {
    prefix = Long.toHexString(life) + '-';
  }

  /** The next place. */
  long next() {
    return latest.incrementAndGet();
  }

  /** The last place that was given away; zero when none was. */
  long latest() {
    return latest.get();
  }

  /** The place before all others; zero when none was given away below the first. */
  long floor() {
    return floor.get();
  }

  /** Gives away so many places behind a new floor, down from the one there was. */
  void lower(int places) {
    floor.addAndGet(-places);
  }

  String write(long sequence) {
    return prefix + sequence;
  }

  /** The place that a position stands for; empty when it was never made here. */
  OptionalLong read(String position) {
    if (position.startsWith(prefix) && position.length() <= prefix.length() + LENGTH_MAX) {
      try {
        long sequence = Long.parseLong(position, prefix.length(), position.length(), 10);
        if (isGiven(sequence) && position.equals(write(sequence))) {
          return OptionalLong.of(sequence);
        }
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /** Whether one may stand there: behind a signal, or at the beginning. */
  private boolean isGiven(long sequence) {
    return sequence <= latest() && (sequence >= 0 || sequence > floor());
  }
}
