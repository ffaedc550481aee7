package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store.Stored;

/** A signal in its place. */
record Kept(Positions positions, long sequence, Signal signal) implements Stored {

  @Override
  public String position() {
    return positions.write(sequence);
  }
}
