package dev.pubsub.ws.frame;

/**
 * Bytes in the queue of a connection: a finished {@link Frame}, a {@link Chunk}, or a {@link Slot}
 * kept for one of them.
 */
public sealed interface Outgoing permits Frame, Chunk, Slot {

  /**
   * What to write.
   *
   * @return whole, not to be changed
   */
  byte[] bytes();
}
