package dev.pubsub.core.store;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The places of one life of a store: a sequence over all topics, written behind the name of that
 * life, so that a position from another life is known as such.
 */
final class Positions {

  private static final int DIGITS_MAX = 19;

  private final String prefix;
  private final AtomicLong latest = new AtomicLong();

  /**
   * Begins at zero.
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

  String write(long sequence) {
    return prefix + sequence;
  }

  /** The place that a position stands for; empty when it was never made here. */
  OptionalLong read(String position) {
    if (position.startsWith(prefix) && position.length() <= prefix.length() + DIGITS_MAX) {
      try {
        long sequence = Long.parseLong(position, prefix.length(), position.length(), 10);
        if (sequence >= 0 && sequence <= latest() && position.equals(write(sequence))) {
          return OptionalLong.of(sequence);
        }
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
