package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** What a client says that knows the rules of RFC 6455. */
final class Conversation {

  private static final List<String> WORDS = List.of("", "a", "Hello", "grüß Gott", "€", "🌍🌍");
  private static final List<String> NO_TEXT =
      List.of("80", "c080", "c3", "e08080", "eda080", "f0808080", "f4908080", "f880808080", "ff");
  private static final long[] ANNOUNCED = {
    0, 0xFFFF, 0x10000, 1 << 22, (1 << 24) - 1, 1 << 24, (1 << 24) + 1, Long.MAX_VALUE, -1
  };
  private static final int[] CLOSE_CODES = {1000, 1001, 1005, 1011, 1015, 3000, 4999, 5000};

  private final Random random;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Conversation(Random random) {
    this.random = random;
  }

  /** Some messages, whole and in fragments. */
  static byte[] of(Random random) {
    Conversation conversation = new Conversation(random);
    for (int messages = 1 + random.nextInt(4); messages > 0; messages--) {
      conversation.sayOne();
    }
    return conversation.said.toByteArray();
  }

  private void sayOne() {
    switch (random.nextInt(9)) {
      case 0 -> frame(0x89, bytes(random.nextInt(126)));
      case 1 -> frame(0x8A, bytes(random.nextInt(10)));
      case 2 -> frame(0x88, close());
      case 3 -> inFragments(2, bytes(random.nextInt(400)));
      case 4 -> announceMuch();
      default -> inFragments(1, text());
    }
  }

  private byte[] close() {
    int code = CLOSE_CODES[random.nextInt(CLOSE_CODES.length)];
    return ByteBuffer.allocate(5).putShort((short) code).put("bye".getBytes(UTF_8)).array();
  }

  private byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    String word = WORDS.get(random.nextInt(WORDS.size()));
    text.writeBytes(word.repeat(random.nextInt(random.nextInt(20) == 0 ? 60 : 8)).getBytes(UTF_8));
    if (random.nextInt(10) == 0) {
      text.writeBytes(HexFormat.of().parseHex(NO_TEXT.get(random.nextInt(NO_TEXT.size()))));
      text.writeBytes(word.getBytes(UTF_8));
    }
    return text.toByteArray();
  }

  /** A frame that promises more than follows. */
  private void announceMuch() {
    long length = ANNOUNCED[random.nextInt(ANNOUNCED.length)];
    said.writeBytes(new byte[] {(byte) 0x82, (byte) 0xFF});
    said.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    said.writeBytes(bytes(4 + random.nextInt(20)));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void inFragments(int opcode, byte[] payload) {
    int from = 0;
    int first = opcode;
    while (random.nextInt(3) == 0) {
      int count = random.nextInt(payload.length - from + 1);
      frame(first, Mutator.slice(payload, from, count));
      from += count;
      first = 0;
      if (random.nextInt(4) == 0) {
        frame(0x89, bytes(3));
      }
    }
    frame(0x80 | first, Mutator.slice(payload, from, payload.length - from));
  }

  private void frame(int first, byte[] payload) {
    said.writeBytes(masked(first, payload, bytes(4)));
  }

  /** A frame with its length in the shortest form. */
  static byte[] masked(int first, byte[] payload, byte[] mask) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 0x10000) {
      frame.put((byte) 0xFE).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xFF).putLong(payload.length);
    }
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % 4]));
    }
    return Mutator.slice(frame.array(), 0, frame.position());
  }
}
