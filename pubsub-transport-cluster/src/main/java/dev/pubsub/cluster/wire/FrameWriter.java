package dev.pubsub.cluster.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes fields one after the other into bytes that grow. For one thread. */
public final class FrameWriter {

  private byte[] bytes;
  private int size;

  /**
   * An empty one.
   *
   * @param capacity how many bytes it begins with
   */
  public FrameWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /**
   * How much has been written.
   *
   * @return a number of bytes
   */
  public int size() {
    return size;
  }

  /**
   * Forgets what was written last.
   *
   * @param toSize as it was before
   */
  public void back(int toSize) {
    size = toSize;
  }

  /**
   * What has been written.
   *
   * @return a copy
   */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * What has been written, for whoever writes no more.
   *
   * @return not a copy where there is no room left
   */
  public byte[] whole() {
    return size == bytes.length ? bytes : toBytes();
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Eight bytes, the highest first. */
  void fixed(long value) {
    reserve(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** A number that is mostly small and not negative. */
  void number(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number that is mostly near zero. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  void octets(byte[] value) {
    number(value.length);
    raw(value);
  }

  void raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /**
   * A text: UTF-8, or its chars where that cannot say it. The lowest bit of the length tells which.
   */
  void text(String value) {
    if (isAscii(value)) {
      ascii(value);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (new String(utf8, StandardCharsets.UTF_8).equals(value)) {
      number((long) utf8.length << 1);
      raw(utf8);
    } else {
      number(((long) value.length() << 2) | 1);
      reserve(value.length() * 2);
      for (int i = 0; i < value.length(); i++) {
        bytes[size++] = (byte) (value.charAt(i) >>> 8);
        bytes[size++] = (byte) value.charAt(i);
      }
    }
  }

  private void ascii(String value) {
    int length = value.length();
    number((long) length << 1);
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) value.charAt(i);
    }
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
