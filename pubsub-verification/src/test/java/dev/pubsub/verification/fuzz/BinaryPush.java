package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A binary push of serializer 2.0.0, read as plainly as can be. */
record BinaryPush(List<String> names, byte[] data) {

  private static final int NAMES = 4;
  private static final List<String> SOME =
      List.of("", "1", "12", "room:1", "grüß:€", "x".repeat(255));

  static Optional<BinaryPush> read(byte[] bytes) {
    if (bytes.length < 1 + NAMES || bytes[0] != 0) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    int at = 1 + NAMES;
    for (int i = 1; i <= NAMES; i++) {
      int size = bytes[i] & 0xFF;
      if (bytes.length - at < size) {
        return Optional.empty();
      }
      Optional<String> name = PlainText.decode(Mutator.slice(bytes, at, size));
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
      at += size;
    }
    return Optional.of(new BinaryPush(names, Mutator.slice(bytes, at, bytes.length - at)));
  }

  /** The bytes of a push by chance. */
  static byte[] random(Random random) {
    ByteArrayOutputStream sizes = new ByteArrayOutputStream();
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    sizes.write(0);
    for (int i = 0; i < NAMES; i++) {
      byte[] name = SOME.get(random.nextInt(SOME.size())).getBytes(UTF_8);
      sizes.write(name.length);
      names.writeBytes(name);
    }
    byte[] data = new byte[random.nextInt(20)];
    random.nextBytes(data);
    sizes.writeBytes(names.toByteArray());
    sizes.writeBytes(data);
    return sizes.toByteArray();
  }
}
