package dev.pubsub.core.request;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Texts that nobody can guess. Chance is drawn in stock: a single draw takes a microsecond. */
final class Tokens {

  private static final int STOCK = 1024;

  private final RandomGenerator random;
  private ByteBuffer drawn = ByteBuffer.allocate(0);

  Tokens(RandomGenerator random) {
    this.random = random;
  }

  /** Sixteen characters, of 64 bits. */
  String next() {
    return HexFormat.of().toHexDigits(draw());
  }

  private synchronized long draw() {
    if (!drawn.hasRemaining()) {
      byte[] bytes = new byte[STOCK];
      random.nextBytes(bytes);
      drawn = ByteBuffer.wrap(bytes);
    }
    return drawn.getLong();
  }
}
