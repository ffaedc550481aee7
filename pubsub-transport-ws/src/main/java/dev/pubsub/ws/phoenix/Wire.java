package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.Outgoing;
import dev.pubsub.ws.frame.Slot;

/**
 * The way out to one client. Nothing here blocks; on a connection that is closing or closed nothing
 * happens any more.
 */
public interface Wire {

  /**
   * Keeps a place in the queue for an answer. Only for the thread that handles what the client
   * says.
   *
   * @return an empty slot
   */
  Slot reserve();

  /**
   * Puts an answer into its place. Only for the thread that handles what the client says, before it
   * turns to the next message.
   *
   * @param slot a slot of this wire
   * @param frame the answer
   */
  void fill(Slot slot, Frame frame);

  /**
   * Queues a frame; {@link #flush} must follow. Any thread.
   *
   * @param frame what to send, which may be watched
   */
  void send(Outgoing frame);

  /** Sees to it that everything queued is written soon. Any thread. */
  void flush();

  /**
   * Whether so much waits that the session is held back.
   *
   * @return true until the client has read most of it
   */
  boolean isCongested();

  /**
   * Closes the connection once everything queued so far was written. Any thread.
   *
   * @param code one of {@link CloseCode}
   * @param reason a short sentence, at most 123 bytes
   */
  void closeSoon(int code, String reason);
}
