package dev.pubsub.ws.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Frames as a client sends them. */
public final class ClientFrames {

  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  private ClientFrames() {}

  public static byte[] text(String text) {
    return frame(true, Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] frame(boolean isFinal, int opcode, byte[] payload) {
    return frame((isFinal ? 0x80 : 0) | opcode, payload);
  }

  /** A masked frame with the length in its shortest form. */
  public static byte[] frame(int firstOctet, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstOctet);
    if (payload.length <= 125) {
      frame.write(0x80 | payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.write(0x80 | 126);
      bigEndian(frame, 2, payload.length);
    } else {
      frame.write(0x80 | 127);
      bigEndian(frame, 8, payload.length);
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % 4]);
    }
    return frame.toByteArray();
  }

  private static void bigEndian(ByteArrayOutputStream out, int octets, long value) {
    for (int i = octets - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  public static byte[] join(byte[]... parts) {
    return join(Arrays.asList(parts));
  }

  public static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  public static byte[] bytes(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }
}
