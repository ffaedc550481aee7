package dev.pubsub.ws.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a frame from a client, RFC 6455 section 5.2, gathered byte by byte. */
final class FrameHeader {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int LONGEST_CONTROL = 125;

  private final byte[] bytes = new byte[14];
  private int have;
  private int need = 2;
  private boolean complete;
  private long length;
  private int mask;

  boolean complete() {
    return complete;
  }

  boolean isFinal() {
    return (bytes[0] & 0x80) != 0;
  }

  int opcode() {
    return bytes[0] & 0x0F;
  }

  boolean isControl() {
    return (bytes[0] & 0x08) != 0;
  }

  long length() {
    return length;
  }

  void reset() {
    have = 0;
    need = 2;
    complete = false;
  }

  /** Reads on, and returns whether the header is complete. */
  boolean read(ByteBuffer in) throws ProtocolViolation {
    while (have < need) {
      if (!in.hasRemaining()) {
        return false;
      }
      bytes[have++] = in.get();
      if (have == 2) {
        checkStart();
        need =
            switch (bytes[1] & 0x7F) {
              case 126 -> 8;
              case 127 -> 14;
              default -> 6;
            };
      }
    }
    length = payloadLength();
    mask = (int) bigEndian(need - 4, 4);
    complete = true;
    return true;
  }

  private void checkStart() throws ProtocolViolation {
    if ((bytes[0] & 0x70) != 0) {
      throw broken("reserved bits are set");
    }
    boolean known =
        opcode() <= Opcode.BINARY || (opcode() >= Opcode.CLOSE && opcode() <= Opcode.PONG);
    if (!known) {
      throw broken("unknown opcode " + opcode());
    }
    if ((bytes[1] & 0x80) == 0) {
      throw broken("frame is not masked");
    }
    if (isControl() && (!isFinal() || (bytes[1] & 0x7F) > LONGEST_CONTROL)) {
      throw broken("control frame is fragmented or too long");
    }
  }

  private long payloadLength() throws ProtocolViolation {
    int announced = bytes[1] & 0x7F;
    long value =
        switch (announced) {
          case 126 -> bigEndian(2, 2);
          case 127 -> bigEndian(2, 8);
          default -> announced;
        };
    long smallest = announced == 126 ? 126 : announced == 127 ? 0x10000 : 0;
    if (value < smallest) {
      throw broken("length is not in its shortest form");
    }
    return value;
  }

  private long bigEndian(int at, int octets) {
    long value = 0;
    for (int i = at; i < at + octets; i++) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** Takes the mask off a piece of the payload that begins {@code offset} bytes into it. */
  void unmask(byte[] payload, int from, int count, long offset) {
    int turned = Integer.rotateLeft(mask, 8 * (int) (offset & 3));
    long twice = ((long) turned << 32) | (turned & 0xFFFFFFFFL);
    int at = from;
    int end = from + count;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      EIGHT.set(payload, at, (long) EIGHT.get(payload, at) ^ twice);
    }
    for (int i = 0; at < end; at++, i++) {
      payload[at] ^= (byte) (turned >>> (8 * (3 - (i & 3))));
    }
  }

  private static ProtocolViolation broken(String reason) {
    return new ProtocolViolation(CloseCode.PROTOCOL_ERROR, reason);
  }
}
