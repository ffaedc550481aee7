package dev.pubsub.ws.frame;

/** Bytes in the queue of a connection: a finished {@link Frame}, or a {@link Slot} kept for one. */
public sealed interface Outgoing permits Frame, Slot {

  /**
   * What to write.
   *
   * @return whole frames, not to be changed
   */
  byte[] bytes();
}
