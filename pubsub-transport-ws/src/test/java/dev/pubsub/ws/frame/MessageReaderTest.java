package dev.pubsub.ws.frame;

import static dev.pubsub.ws.frame.ClientFrames.bytes;
import static dev.pubsub.ws.frame.ClientFrames.frame;
import static dev.pubsub.ws.frame.ClientFrames.join;
import static dev.pubsub.ws.frame.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageReaderTest {

  private static final int MAX_FRAME = 70_000;
  private static final int MAX_MESSAGE = 100_000;
  private static final int MAX_FRAGMENTS = 30;

  private final RecordingSink sink = new RecordingSink();
  private final MessageReader reader = new MessageReader(MAX_FRAME, MAX_MESSAGE, MAX_FRAGMENTS);

  static Stream<Arguments> whatClientsMaySend() {
    byte[] hel = "Hel".getBytes(StandardCharsets.UTF_8);
    byte[] lo = "lo".getBytes(StandardCharsets.UTF_8);
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        arguments(
            "the masked Hello of RFC 6455, 5.7",
            bytes(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58),
            List.of("text Hello")),
        arguments("an empty text", text(""), List.of("text ")),
        arguments("a text of 125 bytes", text("a".repeat(125)), List.of("text " + "a".repeat(125))),
        arguments("a text of 126 bytes", text("a".repeat(126)), List.of("text " + "a".repeat(126))),
        arguments(
            "a text of 65536 bytes", text("é".repeat(32768)), List.of("text " + "é".repeat(32768))),
        arguments("bytes", frame(true, Opcode.BINARY, bytes(0, 255)), List.of("binary 00ff")),
        arguments(
            "two fragments",
            join(frame(false, Opcode.TEXT, hel), frame(true, Opcode.CONTINUATION, lo)),
            List.of("text Hello")),
        arguments(
            "a ping between fragments",
            join(
                frame(false, Opcode.TEXT, hel),
                frame(true, Opcode.PING, lo),
                frame(true, Opcode.CONTINUATION, lo)),
            List.of("ping lo", "text Hello")),
        arguments(
            "a character split over three fragments",
            join(
                frame(false, Opcode.TEXT, Arrays.copyOfRange(euro, 0, 1)),
                frame(false, Opcode.CONTINUATION, Arrays.copyOfRange(euro, 1, 2)),
                frame(true, Opcode.CONTINUATION, Arrays.copyOfRange(euro, 2, 3))),
            List.of("text €")),
        arguments(
            "empty fragments",
            join(
                frame(false, Opcode.BINARY, new byte[0]),
                frame(false, Opcode.CONTINUATION, new byte[0]),
                frame(true, Opcode.CONTINUATION, new byte[0])),
            List.of("binary ")),
        arguments("an unasked pong", frame(true, Opcode.PONG, lo), List.of()),
        arguments(
            "a close without code", frame(true, Opcode.CLOSE, bytes()), List.of("close 1005")),
        arguments(
            "a close with code and reason, and what follows it",
            join(frame(true, Opcode.CLOSE, bytes(0x03, 0xE8, 'b', 'y', 'e')), text("late")),
            List.of("close 1000")),
        arguments(
            "a close with a code of the application's",
            frame(true, Opcode.CLOSE, bytes(0x0F, 0xA0)),
            List.of("close 4000")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatClientsMaySend")
  void itReads(String name, byte[] input, List<String> events) throws ProtocolViolation {
    reader.read(ByteBuffer.wrap(input), sink);

    assertThat(sink.events).isEqualTo(events);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatClientsMaySend")
  void itReadsTheSameByteByByte(String name, byte[] input, List<String> events)
      throws ProtocolViolation {
    for (byte octet : input) {
      reader.read(ByteBuffer.wrap(new byte[] {octet}), sink);
    }

    assertThat(sink.events).isEqualTo(events);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatClientsMaySend")
  void itReadsTheSameCutInTwoAnywhere(String name, byte[] input, List<String> events)
      throws ProtocolViolation {
    int step = Math.max(1, input.length / 500);
    for (int cut = 0; cut <= input.length; cut += step) {
      RecordingSink whole = new RecordingSink();
      MessageReader fresh = new MessageReader(MAX_FRAME, MAX_MESSAGE, MAX_FRAGMENTS);
      fresh.read(ByteBuffer.wrap(input, 0, cut), whole);
      fresh.read(ByteBuffer.wrap(input, cut, input.length - cut), whole);
      assertThat(whole.events).as("cut at %d", cut).isEqualTo(events);
    }
  }

  static Stream<Arguments> whatClientsMustNotSend() {
    byte[] payload = {1, 2};
    return Stream.of(
        arguments("an unmasked frame", bytes(0x81, 0x01, 'a'), 1002),
        arguments("a reserved bit", frame(0xC1, payload), 1002),
        arguments("opcode 3", frame(0x83, payload), 1002),
        arguments("opcode 11", frame(0x8B, payload), 1002),
        arguments("a fragmented ping", frame(0x09, payload), 1002),
        arguments("a ping of 126 bytes", frame(0x89, new byte[126]), 1002),
        arguments("a continuation of nothing", frame(0x80, payload), 1002),
        arguments("a text inside a text", join(frame(0x01, payload), frame(0x81, payload)), 1002),
        arguments("a length of 5 in two bytes", bytes(0x82, 0xFE, 0, 5, 0, 0, 0, 0), 1002),
        arguments(
            "a length of 65535 in eight bytes",
            bytes(0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0),
            1002),
        arguments(
            "a negative length", bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1002),
        arguments("a close code of one byte", frame(0x88, bytes(3)), 1002),
        arguments("close code 999", frame(0x88, bytes(0x03, 0xE7)), 1002),
        arguments("close code 1005", frame(0x88, bytes(0x03, 0xED)), 1002),
        arguments("close code 2000", frame(0x88, bytes(0x07, 0xD0)), 1002),
        arguments("a close reason that is not UTF-8", frame(0x88, bytes(3, 0xE8, 0xFF)), 1007),
        arguments("a text that is not UTF-8", frame(0x81, bytes(0xC0, 0x80)), 1007),
        arguments("a text that ends inside a character", frame(0x81, bytes(0xE2, 0x82)), 1007),
        arguments("bad UTF-8 before the end of the text", frame(0x01, bytes('a', 0xFF)), 1007),
        arguments("a frame over the limit", frame(0x82, new byte[MAX_FRAME + 1]), 1009),
        arguments(
            "a message over the limit",
            join(frame(0x02, new byte[60_000]), frame(0x80, new byte[40_001])),
            1009),
        arguments(
            "empty fragments without end",
            join(
                frame(0x02, new byte[0]),
                join(Collections.nCopies(MAX_FRAGMENTS, frame(0x00, new byte[0])))),
            1008),
        arguments(
            "a frame that only announces too much",
            bytes(0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0),
            1009));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatClientsMustNotSend")
  void itRefuses(String name, byte[] input, int closeCode) {
    assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(input), sink))
        .isInstanceOfSatisfying(
            ProtocolViolation.class, e -> assertThat(e.closeCode()).isEqualTo(closeCode));
    assertThat(sink.events).isEmpty();
  }

  @Test
  void messagesInRandomFragmentsAndPiecesArriveWhole() throws ProtocolViolation {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<String> expected = new ArrayList<>();
      byte[] input = new byte[0];
      for (int n = 0; n < 5; n++) {
        String text = "aé€😀".repeat(random.nextInt(60));
        expected.add("text " + text);
        input = join(input, fragmented(text, random));
      }
      RecordingSink whole = new RecordingSink();
      MessageReader fresh = new MessageReader(MAX_FRAME, MAX_MESSAGE, MAX_FRAGMENTS);
      for (int at = 0; at < input.length; ) {
        int count = Math.min(1 + random.nextInt(40), input.length - at);
        fresh.read(ByteBuffer.wrap(input, at, count), whole);
        at += count;
      }
      assertThat(whole.events).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static byte[] fragmented(String text, Random random) {
    byte[] rest = text.getBytes(StandardCharsets.UTF_8);
    byte[] frames = new byte[0];
    int opcode = Opcode.TEXT;
    while (random.nextInt(4) > 0) {
      int count = random.nextInt(rest.length + 1);
      frames = join(frames, frame(false, opcode, Arrays.copyOf(rest, count)));
      rest = Arrays.copyOfRange(rest, count, rest.length);
      opcode = Opcode.CONTINUATION;
    }
    return join(frames, frame(true, opcode, rest));
  }
}
