package dev.pubsub.ws.frame;

import java.util.Arrays;

/**
 * A place in the queue of a connection, taken before it is known what will stand there.
 *
 * <p>It keeps an answer in front of everything that its request sets off. Only the thread that
 * writes the connection may fill it, before it writes on.
 */
public final class Slot implements Outgoing {

  private static final byte[] NOTHING = new byte[0];

  private byte[] bytes = NOTHING;

  /**
   * Puts a frame or a chunk here, behind those that are here already.
   *
   * @param entry the frame or chunk
   */
  public void add(Outgoing entry) {
    byte[] more = entry.bytes();
    if (bytes.length == 0) {
      bytes = more;
      return;
    }
    byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, both, bytes.length, more.length);
    bytes = both;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }
}
