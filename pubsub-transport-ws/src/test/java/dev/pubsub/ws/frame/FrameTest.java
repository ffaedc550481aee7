package dev.pubsub.ws.frame;

import static dev.pubsub.ws.frame.ClientFrames.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {

  @Test
  void aTextIsTheUnmaskedHelloOfTheRfc() {
    Frame frame = Frame.text("Hello".getBytes(StandardCharsets.UTF_8));

    assertThat(frame.bytes()).isEqualTo(bytes(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f));
  }

  @Test
  void theLengthIsWrittenInItsShortestForm() {
    assertThat(header(125, 2)).isEqualTo(bytes(0x81, 125));
    assertThat(header(126, 4)).isEqualTo(bytes(0x81, 126, 0, 126));
    assertThat(header(65_535, 4)).isEqualTo(bytes(0x81, 126, 0xFF, 0xFF));
    assertThat(header(65_536, 10)).isEqualTo(bytes(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0));
  }

  private static byte[] header(int length, int headerLength) {
    byte[] frame = Frame.text(new byte[length]).bytes();
    assertThat(frame).hasSize(headerLength + length);
    return Arrays.copyOf(frame, headerLength);
  }

  @Test
  void aCloseFrameHasCodeAndReason() {
    assertThat(Frame.close(CloseCode.TOO_BIG, "big").bytes())
        .isEqualTo(bytes(0x88, 5, 0x03, 0xF1, 'b', 'i', 'g'));
  }

  @Test
  void aCloseFrameWithoutCodeIsEmpty() {
    assertThat(Frame.close(CloseCode.NONE, "").bytes()).isEqualTo(bytes(0x88, 0));
  }

  @Test
  void aReasonIsCutToFitAControlFrameButNotInsideACharacter() {
    byte[] frame = Frame.close(CloseCode.POLICY, "€".repeat(50)).bytes();

    assertThat(frame).hasSize(2 + 2 + 123);
    assertThat(new String(frame, 4, 123, StandardCharsets.UTF_8)).isEqualTo("€".repeat(41));
  }

  @Test
  void aSlotHoldsSeveralFramesOneAfterTheOther() {
    Slot slot = new Slot();
    assertThat(slot.bytes()).isEmpty();

    slot.add(Frame.text(bytes('a')));
    slot.add(Frame.pong(bytes('b')));

    assertThat(slot.bytes()).isEqualTo(bytes(0x81, 1, 'a', 0x8A, 1, 'b'));
  }
}
