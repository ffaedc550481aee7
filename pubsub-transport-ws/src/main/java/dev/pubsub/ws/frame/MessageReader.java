package dev.pubsub.ws.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts the messages of one client together from whatever pieces its bytes arrive in.
 *
 * <p>Memory grows with what has really arrived, never with what a header announces, and is bounded
 * by the largest message allowed. Not for several threads.
 */
public final class MessageReader {

  private static final byte[] NOTHING = new byte[0];
  private static final int SMALLEST_GROWTH = 256;

  private final int maxFrame;
  private final int maxMessage;
  private final int maxFragments;
  private final FrameHeader header = new FrameHeader();
  private final Utf8Check utf8 = new Utf8Check();

  /** The opcode of the data message under way, or CONTINUATION when there is none. */
  private int message = Opcode.CONTINUATION;

  private int fragments;
  private byte[] data = NOTHING;
  private int size;
  private byte[] control = NOTHING;
  private long done;
  private boolean closed;

  /**
   * A reader at the start of a connection.
   *
   * @param maxFrame the most bytes of payload in a frame
   * @param maxMessage the most bytes in a message of one or more frames
   * @param maxFragments the most frames in a message
   */
  public MessageReader(int maxFrame, int maxMessage, int maxFragments) {
    this.maxFrame = maxFrame;
    this.maxMessage = maxMessage;
    this.maxFragments = maxFragments;
  }

  /**
   * Takes all bytes there are and passes on the messages that they complete.
   *
   * @param in what arrived
   * @param sink called on this thread
   * @throws ProtocolViolation when the connection has to be closed; this reader must not be used
   *     afterwards
   */
  public void read(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
    while (!closed && in.hasRemaining()) {
      if (!header.complete()) {
        if (!header.read(in)) {
          return;
        }
        begin();
      }
      int chunk = (int) Math.min(header.length() - done, in.remaining());
      if (header.isControl()) {
        in.get(control, (int) done, chunk);
        header.unmask(control, (int) done, chunk, done);
      } else {
        take(in, chunk);
      }
      done += chunk;
      if (done == header.length()) {
        end(sink);
        header.reset();
        done = 0;
      }
    }
    if (closed) {
      in.position(in.limit());
    }
  }

  private void begin() throws ProtocolViolation {
    int opcode = header.opcode();
    if (header.isControl()) {
      control = header.length() == 0 ? NOTHING : new byte[(int) header.length()];
      return;
    }
    if ((opcode == Opcode.CONTINUATION) == (message == Opcode.CONTINUATION)) {
      throw new ProtocolViolation(
          CloseCode.PROTOCOL_ERROR,
          message == Opcode.CONTINUATION ? "nothing to continue" : "message not ended");
    }
    if (header.length() > maxFrame) {
      throw new ProtocolViolation(CloseCode.TOO_BIG, "frame over " + maxFrame + " bytes");
    }
    if (size + header.length() > maxMessage) {
      throw new ProtocolViolation(CloseCode.TOO_BIG, "message over " + maxMessage + " bytes");
    }
    if (opcode != Opcode.CONTINUATION) {
      message = opcode;
      fragments = 0;
      utf8.reset();
    }
    if (++fragments > maxFragments) {
      throw new ProtocolViolation(
          CloseCode.POLICY, "message of over " + maxFragments + " fragments");
    }
  }

  private void take(ByteBuffer in, int chunk) throws ProtocolViolation {
    if (data.length - size < chunk) {
      data = Arrays.copyOf(data, capacityFor(size + chunk));
    }
    in.get(data, size, chunk);
    header.unmask(data, size, chunk, done);
    if (message == Opcode.TEXT && !utf8.accept(data, size, size + chunk)) {
      throw new ProtocolViolation(CloseCode.BAD_MESSAGE, "text is not UTF-8");
    }
    size += chunk;
  }

  private int capacityFor(int needed) {
    // The last piece fits exactly, which spares the copy when the message is handed on.
    boolean last = header.isFinal() && done + (needed - size) == header.length();
    return last ? needed : Math.min(maxMessage, Math.max(SMALLEST_GROWTH, needed * 2));
  }

  private void end(MessageSink sink) throws ProtocolViolation {
    switch (header.opcode()) {
      case Opcode.PING -> sink.ping(control);
      case Opcode.PONG -> control = NOTHING;
      case Opcode.CLOSE -> {
        closed = true;
        sink.close(closeCode());
      }
      default -> {
        if (header.isFinal()) {
          endOfMessage(sink);
        }
      }
    }
  }

  private void endOfMessage(MessageSink sink) throws ProtocolViolation {
    byte[] whole = size == data.length ? data : Arrays.copyOf(data, size);
    boolean text = message == Opcode.TEXT;
    data = NOTHING;
    size = 0;
    message = Opcode.CONTINUATION;
    if (!text) {
      sink.binary(whole);
    } else if (utf8.complete()) {
      sink.text(whole);
    } else {
      throw new ProtocolViolation(CloseCode.BAD_MESSAGE, "text is not UTF-8");
    }
  }

  private int closeCode() throws ProtocolViolation {
    if (control.length == 0) {
      return CloseCode.NONE;
    }
    int code = control.length == 1 ? 0 : ((control[0] & 0xFF) << 8) | (control[1] & 0xFF);
    if (!CloseCode.mayBeSent(code)) {
      throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "bad close code");
    }
    utf8.reset();
    if (!utf8.accept(control, 2, control.length) || !utf8.complete()) {
      throw new ProtocolViolation(CloseCode.BAD_MESSAGE, "close reason is not UTF-8");
    }
    return code;
  }
}
