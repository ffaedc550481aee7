package dev.pubsub.ws.frame;

import java.util.Arrays;

/** Gathers the payload of one frame, then puts the header before it. Not for several threads. */
public final class FrameBuilder {

  private static final int LONGEST_HEADER = 10;
  private static final int FINAL = 0x80;

  private byte[] buffer;
  private int size = LONGEST_HEADER;

  /**
   * An empty payload.
   *
   * @param expected how many bytes it will probably have
   */
  public FrameBuilder(int expected) {
    this.buffer = new byte[LONGEST_HEADER + expected];
  }

  /**
   * Appends one byte.
   *
   * @param value its lowest eight bits count
   * @return this builder
   */
  public FrameBuilder octet(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /**
   * Appends bytes.
   *
   * @param more what to append
   * @return this builder
   */
  public FrameBuilder bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, buffer, size, more.length);
    size += more.length;
    return this;
  }

  /**
   * Appends text that has ASCII characters only.
   *
   * @param text the text
   * @return this builder
   */
  public FrameBuilder ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
    }
  }

  /**
   * Ends the frame.
   *
   * @param opcode one of {@link Opcode}
   * @return an unfragmented, unmasked frame, as servers send them (RFC 6455, 5.1)
   */
  public Frame build(int opcode) {
    int length = size - LONGEST_HEADER;
    int start;
    if (length <= 125) {
      start = LONGEST_HEADER - 2;
      buffer[start + 1] = (byte) length;
    } else if (length <= 0xFFFF) {
      start = LONGEST_HEADER - 4;
      buffer[start + 1] = 126;
      bigEndian(start + 2, 2, length);
    } else {
      start = 0;
      buffer[start + 1] = 127;
      bigEndian(start + 2, 8, length);
    }
    buffer[start] = (byte) (FINAL | opcode);
    return new Frame(Arrays.copyOfRange(buffer, start, size));
  }

  private void bigEndian(int at, int octets, long value) {
    for (int i = 0; i < octets; i++) {
      buffer[at + i] = (byte) (value >>> (8 * (octets - 1 - i)));
    }
  }
}
