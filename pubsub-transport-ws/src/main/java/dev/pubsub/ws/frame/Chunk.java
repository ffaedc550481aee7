package dev.pubsub.ws.frame;

import java.io.ByteArrayOutputStream;

/**
 * Bytes in the queue of a connection that carries no frames.
 *
 * @param bytes not to be changed
 */
public record Chunk(byte[] bytes) implements Outgoing {

  /** No bytes at all. */
  public static final Chunk EMPTY = new Chunk(new byte[0]);

  /**
   * Several in one.
   *
   * @param chunks in their order
   * @return all their bytes
   */
  public static Chunk of(Chunk... chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Chunk chunk : chunks) {
      all.writeBytes(chunk.bytes);
    }
    return new Chunk(all.toByteArray());
  }
}
