package dev.pubsub.verification.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** UTF-8 as the JDK understands it. */
final class PlainText {

  /** Whatever character is under way, one of these is a byte that may come next in it. */
  private static final List<Byte> FURTHER = List.of((byte) 0x80, (byte) 0x90, (byte) 0xA0);

  private PlainText() {}

  static Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether the bytes are text, or could become text if up to three more came. */
  static boolean canBecomeText(byte[] bytes) {
    return canBecomeText(bytes, 3);
  }

  private static boolean canBecomeText(byte[] bytes, int more) {
    if (decode(bytes).isPresent()) {
      return true;
    }
    return more > 0
        && FURTHER.stream()
            .anyMatch(
                octet -> {
                  ByteBuffer longer = ByteBuffer.allocate(bytes.length + 1).put(bytes).put(octet);
                  return canBecomeText(longer.array(), more - 1);
                });
  }
}
