package dev.pubsub.ws.frame;

import java.nio.charset.StandardCharsets;

/**
 * One finished frame from server to client, header included. Its bytes never change, so it may be
 * queued on any number of connections.
 */
public final class Frame implements Outgoing {

  private static final int LONGEST_REASON = 123;

  private final byte[] bytes;

  Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A close frame.
   *
   * @param code one of {@link CloseCode}; {@link CloseCode#NONE} leaves the frame empty
   * @param reason a short sentence; what exceeds 123 bytes is cut off
   * @return the frame
   */
  public static Frame close(int code, String reason) {
    FrameBuilder frame = new FrameBuilder(2 + reason.length());
    if (code != CloseCode.NONE) {
      frame.octet(code >> 8).octet(code).bytes(cut(reason).getBytes(StandardCharsets.UTF_8));
    }
    return frame.build(Opcode.CLOSE);
  }

  private static String cut(String reason) {
    String cut = reason;
    while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  /**
   * The answer to a ping.
   *
   * @param payload what the ping carried
   * @return the frame
   */
  public static Frame pong(byte[] payload) {
    return new FrameBuilder(payload.length).bytes(payload).build(Opcode.PONG);
  }

  /**
   * A text message in one frame.
   *
   * @param text UTF-8
   * @return the frame
   */
  public static Frame text(byte[] text) {
    return new FrameBuilder(text.length).bytes(text).build(Opcode.TEXT);
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }
}
