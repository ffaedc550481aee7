package dev.pubsub.ws.frame;

/**
 * A frame or chunk of which somebody wants to know that its last byte was handed to the socket.
 *
 * @param entry the frame or chunk
 * @param written run then, on the thread that writes; must not block
 */
public record Watched(Outgoing entry, Runnable written) implements Outgoing {

  @Override
  public byte[] bytes() {
    return entry.bytes();
  }
}
