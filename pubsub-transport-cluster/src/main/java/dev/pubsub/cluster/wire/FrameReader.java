package dev.pubsub.cluster.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link FrameWriter} wrote. Nothing is allocated for a length before the bytes are seen
 * to be there. For one thread.
 */
public final class FrameReader {

  private final byte[] bytes;
  private final int end;
  private int at;

  /**
   * A reader of some bytes.
   *
   * @param bytes hold them
   * @param offset where they begin
   * @param length how many there are
   */
  public FrameReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  int remaining() {
    return end - at;
  }

  /** A reader of the next so many bytes, which are passed over here. */
  FrameReader part(int length) {
    FrameReader part = new FrameReader(bytes, at, length);
    at += length;
    return part;
  }

  int octet() throws MalformedFrame {
    need(1);
    return bytes[at++] & 0xFF;
  }

  long fixed() throws MalformedFrame {
    need(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[at++] & 0xFF);
    }
    return value;
  }

  long number() throws MalformedFrame {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedFrame("a number does not end");
  }

  long signed() throws MalformedFrame {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** How many of something follow, each of one byte at least. */
  int count() throws MalformedFrame {
    long count = number();
    if (count < 0 || count > remaining()) {
      throw new MalformedFrame("more is announced than follows");
    }
    return (int) count;
  }

  byte[] octets() throws MalformedFrame {
    return raw(count());
  }

  private byte[] raw(int length) {
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  String text() throws MalformedFrame {
    long head = number();
    long length = head >>> 1;
    if (length > remaining()) {
      throw new MalformedFrame("a text is longer than what follows");
    }
    String text = (head & 1) == 0 ? utf8((int) length) : chars((int) length);
    at += (int) length;
    return text;
  }

  private String utf8(int length) {
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private String chars(int length) {
    StringBuilder text = new StringBuilder(length / 2);
    for (int i = at; i + 1 < at + length; i += 2) {
      text.append((char) ((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)));
    }
    return text.toString();
  }

  private void need(int count) throws MalformedFrame {
    if (remaining() < count) {
      throw new MalformedFrame("it ends too early");
    }
  }
}
