package dev.pubsub.verification.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Spoils what was valid, a little. */
final class Mutator {

  private static final int MOST_CHANGES = 3;
  private static final int LONGEST_PIECE = 12;
  private static final int[] OCTETS = {0, 1, 0x7D, 0x7E, 0x7F, 0x80, 0xC0, 0xED, 0xFE, 0xFF};
  private static final long[] LENGTHS = {
    0,
    1,
    125,
    126,
    127,
    255,
    256,
    0x7FFF,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000L,
    0xFFFFFFFFL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Changes none to some of the bytes. */
  byte[] mutate(byte[] valid) {
    byte[] mutated = valid;
    for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
      mutated = change(mutated);
    }
    return mutated;
  }

  private byte[] change(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int piece = Math.min(1 + random.nextInt(LONGEST_PIECE), bytes.length - at);
    return switch (random.nextInt(7)) {
      case 0 -> at < bytes.length ? put(bytes, at, bytes[at] ^ 1 << random.nextInt(8)) : bytes;
      case 1 -> at < bytes.length ? put(bytes, at, OCTETS[random.nextInt(OCTETS.length)]) : bytes;
      case 2 -> replace(bytes, at, bytes.length, new byte[0]);
      case 3 -> replace(bytes, at, at + piece, new byte[0]);
      case 4 -> replace(bytes, at, at, slice(bytes, at, piece));
      case 5 -> replace(bytes, at, at, noise());
      default -> {
        byte[] length = length();
        yield replace(bytes, at, Math.min(at + length.length, bytes.length), length);
      }
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(LONGEST_PIECE)];
    random.nextBytes(noise);
    return noise;
  }

  /** A length at an edge, in one, two, four or eight bytes. */
  private byte[] length() {
    byte[] eight = ByteBuffer.allocate(8).putLong(LENGTHS[random.nextInt(LENGTHS.length)]).array();
    int size = 1 << random.nextInt(4);
    return slice(eight, 8 - size, size);
  }

  private static byte[] put(byte[] bytes, int at, int octet) {
    return replace(bytes, at, at + 1, new byte[] {(byte) octet});
  }

  static byte[] slice(byte[] bytes, int from, int count) {
    return ByteBuffer.allocate(count).put(bytes, from, count).array();
  }

  private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    all.writeBytes(by);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }

  /** Changes none to some of the characters, which may leave half of one. */
  String mutate(String valid, List<String> snippets) {
    StringBuilder text = new StringBuilder(valid);
    for (int changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(at + 1 + random.nextInt(LONGEST_PIECE), text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.setLength(at);
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, (char) random.nextInt(Character.MAX_VALUE + 1));
        case 4 -> text.insert(at, (char) random.nextInt(0x80));
        default -> text.insert(at, oneOf(snippets));
      }
    }
    return text.toString();
  }

  <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
