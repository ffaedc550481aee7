package dev.pubsub.cluster.coordination.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bytes that are written and read field by field. */
final class Octets {

  interface Part {
    void write(DataOutput to) throws IOException;
  }

  interface Reading<T> {
    T read(DataInput from) throws IOException;
  }

  private static final int LONGEST = 1 << 20;

  private Octets() {}

  static byte[] written(Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      part.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reading<T> reading) {
    try {
      return reading.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeText(DataOutput to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static String readText(DataInput from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    from.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
