package dev.pubsub.ws.phoenix;

import java.nio.charset.StandardCharsets;

/**
 * What one client may ask for, and what it is asked for.
 *
 * @param channels the most channels joined at a time
 * @param subscriptions the most subscriptions of the control channel at a time
 * @param replay the most signals of the past that a subscription may begin with
 * @param reconnectJitterMillis over how many milliseconds clients should spread their reconnects; 0
 *     to give no advice
 * @param questions the most questions over HTTP that wait for replies, of all clients together
 */
public record Limits(
    int channels, int subscriptions, int replay, int reconnectJitterMillis, int questions) {

  /** The most bytes in a topic, an event or a ref: their length is one byte in binary frames. */
  public static final int NAME_BYTES = 255;

  /**
   * Whether a topic, event, type or ref exceeds {@value #NAME_BYTES} bytes of UTF-8.
   *
   * @param name the name
   * @return true when it is too long
   */
  public static boolean tooLong(String name) {
    return name.length() > NAME_BYTES
        || (name.length() * 3 > NAME_BYTES
            && name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES);
  }
}
