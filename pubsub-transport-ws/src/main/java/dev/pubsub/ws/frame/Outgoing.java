package dev.pubsub.ws.frame;

/**
 * Bytes in the queue of a connection: a finished {@link Frame}, a {@link Chunk}, a {@link Slot}
 * kept for one of them, or one whose end is {@link Watched}.
 */
public sealed interface Outgoing permits Frame, Chunk, Slot, Watched {

  /**
   * What to write.
   *
   * @return whole, not to be changed
   */
  byte[] bytes();
}
