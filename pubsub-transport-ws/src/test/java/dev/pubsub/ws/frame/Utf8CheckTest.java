package dev.pubsub.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {

  @Test
  void itAgreesWithTheDecoderOfTheJdkOnEveryLeadAndSecondByte() {
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        for (int length = 1; length <= 4; length++) {
          byte[] bytes = {(byte) first, (byte) second, (byte) 0x80, (byte) 0xBF};
          assertSame(Arrays.copyOf(bytes, length));
        }
      }
    }
  }

  @Test
  void itAgreesWithTheDecoderOfTheJdkOnRandomBytesInText() {
    Random random = new Random(7);
    for (int n = 0; n < 20_000; n++) {
      byte[] bytes = "plain text, é€😀 and more of it".getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertSame(bytes);
    }
  }

  private static void assertSame(byte[] bytes) {
    boolean wanted = decodes(bytes);
    Utf8Check whole = new Utf8Check();
    assertThat(whole.accept(bytes, 0, bytes.length) && whole.complete()).isEqualTo(wanted);
    Utf8Check pieces = new Utf8Check();
    boolean accepted = true;
    for (int i = 0; accepted && i < bytes.length; i++) {
      accepted = pieces.accept(bytes, i, i + 1);
    }
    assertThat(accepted && pieces.complete()).isEqualTo(wanted);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
