package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Stored;

/**
 * A signal in its place.
 *
 * @param bytes what it takes, or 0 where nobody asks
 */
record Kept(Positions positions, long sequence, Signal signal, int bytes) implements Stored {

  /** The signal in a place; measured where its topic is bounded in bytes. */
  static Kept of(Positions positions, long sequence, Signal signal, Retention keep) {
    int size = keep.bytes() == Retention.ANY_BYTES ? 0 : Footprint.of(signal);
    return new Kept(positions, sequence, signal, size);
  }

  @Override
  public String position() {
    return positions.write(sequence);
  }

  long time() {
    return signal.timeMillis();
  }
}
