package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store.Stored;

/**
 * A signal in its place.
 *
 * @param bytes what it takes, or 0 where nobody asks
 */
record Kept(Positions positions, long sequence, Signal signal, int bytes) implements Stored {

  @Override
  public String position() {
    return positions.write(sequence);
  }

  long time() {
    return signal.timeMillis();
  }
}
