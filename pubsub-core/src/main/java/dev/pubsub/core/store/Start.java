package dev.pubsub.core.store;

/**
 * Where a reading begins: what stands after a place, and is not older than a time.
 *
 * @param after a place
 * @param since in milliseconds since 1970
 */
record Start(long after, long since) {

  static Start after(long sequence) {
    return new Start(sequence, Long.MIN_VALUE);
  }

  static Start since(long millis, long floor) {
    return new Start(floor, millis);
  }

  /** Whether a signal belongs to what is read. */
  boolean isBefore(Kept kept) {
    return isBefore(kept.sequence(), kept.time());
  }

  /** Whether a place and a time belong to what is read. */
  boolean isBefore(long sequence, long time) {
    return sequence > after && time >= since;
  }
}
