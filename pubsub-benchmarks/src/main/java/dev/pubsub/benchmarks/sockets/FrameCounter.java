package dev.pubsub.benchmarks.sockets;

import java.nio.ByteBuffer;

/** Passes over the frames that a server sends (RFC 6455, section 5.2), however they are cut. */
final class FrameCounter {

  private static final int FINAL = 0x80;
  private static final int CLOSE = 8;

  private int headBytes;
  private int lengthBytes;
  private long length;
  private long left;

  /** Whether the last frame was seen to its end. */
  boolean isBetweenFrames() {
    return headBytes == 0;
  }

  /**
   * Passes over all bytes.
   *
   * @param size of the payload of a delivery; a frame may hold several, and less is none
   * @return how many deliveries have come to their end
   */
  int count(ByteBuffer in, int size) {
    int deliveries = 0;
    while (in.hasRemaining()) {
      if (headBytes < 2 || lengthBytes > 0) {
        head(in.get() & 0xFF);
      } else {
        int step = (int) Math.min(left, in.remaining());
        in.position(in.position() + step);
        left -= step;
      }
      if (headBytes == 2 && lengthBytes == 0 && left == 0) {
        deliveries += (int) (length / size);
        headBytes = 0;
      }
    }
    return deliveries;
  }

  private void head(int octet) {
    if (headBytes == 0) {
      if ((octet & FINAL) == 0 || (octet & 0xF) == CLOSE) {
        throw new IllegalStateException("the server closed, or sent a fragment: " + octet);
      }
      headBytes = 1;
    } else if (headBytes == 1) {
      headBytes = 2;
      lengthBytes = octet == 126 ? 2 : octet == 127 ? 8 : 0;
      length = lengthBytes == 0 ? octet : 0;
    } else {
      lengthBytes--;
      length = length << 8 | octet;
    }
    left = length;
  }
}
