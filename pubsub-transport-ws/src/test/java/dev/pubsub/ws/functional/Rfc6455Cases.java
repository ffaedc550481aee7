package dev.pubsub.ws.functional;

import static dev.pubsub.ws.frame.ClientFrames.bytes;
import static dev.pubsub.ws.frame.ClientFrames.frame;
import static dev.pubsub.ws.frame.ClientFrames.join;

import dev.pubsub.ws.frame.Opcode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What clients send, and what they are answered. A heartbeat is answered at once; what is pushed on
 * the topic {@code t} comes back.
 */
final class Rfc6455Cases {

  static final int FRAME_MAX = 100_000;
  static final int MESSAGE_MAX = 150_000;
  static final int FRAGMENTS_MAX = 20;

  private static final String BEAT = "text [null,\"1\",\"phoenix\",\"phx_reply\",";
  static final String ALIVE = BEAT + "{\"status\":\"ok\",\"response\":{}}]";
  static final String PUSHED =
      "text [\"1\",\"2\",\"t\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]";

  private Rfc6455Cases() {}

  /**
   * An exchange.
   *
   * @param name what it is about
   * @param sent what the client sends, piece by piece
   * @param answers all that it receives
   */
  record Case(String name, List<byte[]> sent, List<String> answers) {

    boolean closes() {
      return !answers.isEmpty() && answers.get(answers.size() - 1).startsWith("close ");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> all() {
    return Stream.of(
            framing(),
            pingsAndPongs(),
            reservedBits(),
            opcodes(),
            fragmentation(),
            Rfc6455TextCases.all(),
            Rfc6455CloseCases.all(),
            masking(),
            lengths(),
            limits())
        .flatMap(Function.identity());
  }

  static Case one(String name, byte[] sent, String... answers) {
    return new Case(name, List.of(sent), List.of(answers));
  }

  /** The same bytes, a few at a time. */
  private static Case inPieces(String name, int size, byte[] sent, String... answers) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < sent.length; from += size) {
      pieces.add(Arrays.copyOfRange(sent, from, Math.min(sent.length, from + size)));
    }
    return new Case(name, pieces, List.of(answers));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] heartbeat() {
    return utf8("[null,\"1\",\"phoenix\",\"heartbeat\",{}]");
  }

  static byte[] text(byte[] payload) {
    return frame(true, Opcode.TEXT, payload);
  }

  static byte[] control(int opcode, byte... payload) {
    return frame(true, opcode, payload);
  }

  // ---- 1 framing

  private static Stream<Case> framing() {
    Stream<Case> texts =
        IntStream.of(50, 125, 126, 127, 128, 65_535, 65_536, 65_537).mapToObj(Rfc6455Cases::echo);
    Stream<Case> binaries =
        IntStream.of(9, 125, 126, 127, 128, 65_535, 65_536, 65_537)
            .mapToObj(Rfc6455Cases::echoOfBytes);
    Stream<Case> others =
        Stream.of(
            one("1 a text of 0 bytes is a frame, but no message", text(bytes()), "close 1007"),
            one(
                "1 a binary of 0 bytes is a frame, but no message",
                frame(true, Opcode.BINARY, bytes()),
                "close 1007"),
            inPieces("1 a frame byte by byte", 1, text(heartbeat()), ALIVE),
            inPieces(
                "1 two frames in pieces that end anywhere",
                7,
                join(text(heartbeat()), text(heartbeat())),
                ALIVE,
                ALIVE));
    return Stream.of(texts, binaries, others).flatMap(Function.identity());
  }

  private static Case echo(int size) {
    String start = "[\"1\",\"2\",\"t\",\"e\",{\"x\":\"";
    String x = "x".repeat(size - start.length() - 3);
    return one(
        "1 a text of " + size + " bytes",
        text(utf8(start + x + "\"}]")),
        PUSHED,
        "text [null,null,\"t\",\"e\",{\"x\":\"" + x + "\"}]");
  }

  private static Case echoOfBytes(int size) {
    byte[] push = new byte[size];
    for (int i = 0; i < size; i++) {
      push[i] = (byte) (i * 7);
    }
    byte[] names = {0, 1, 1, 1, 1, '1', '2', 't', 'e'};
    System.arraycopy(names, 0, push, 0, names.length);
    byte[] data = Arrays.copyOfRange(push, names.length, size);
    return one(
        "1 a binary of " + size + " bytes",
        frame(true, Opcode.BINARY, push),
        PUSHED,
        "binary " + HexFormat.of().formatHex(join(bytes(2, 1, 1, 't', 'e'), data)));
  }

  // ---- 2 pings and pongs

  private static Stream<Case> pingsAndPongs() {
    byte[] most = utf8("p".repeat(125));
    byte[] tooMany = utf8("p".repeat(126));
    return Stream.of(
        one("2 a ping without payload", control(Opcode.PING), "pong "),
        one("2 a ping", control(Opcode.PING, utf8("hello")), "pong hello"),
        one("2 a ping of 125 bytes", control(Opcode.PING, most), "pong " + "p".repeat(125)),
        one("2 a ping of 126 bytes", control(Opcode.PING, tooMany), "close 1002"),
        inPieces("2 a ping byte by byte", 1, control(Opcode.PING, most), "pong " + "p".repeat(125)),
        one(
            "2 ten pings",
            join(Collections.nCopies(10, control(Opcode.PING, utf8("x")))),
            Collections.nCopies(10, "pong x").toArray(String[]::new)),
        one("2 an unasked pong without payload", control(Opcode.PONG)),
        one("2 an unasked pong", control(Opcode.PONG, utf8("hello"))),
        one("2 a pong of 126 bytes", control(Opcode.PONG, tooMany), "close 1002"),
        one(
            "2 a pong and a ping",
            join(control(Opcode.PONG, utf8("a")), control(Opcode.PING, utf8("b"))),
            "pong b"));
  }

  // ---- 3 reserved bits

  private static Stream<Case> reservedBits() {
    return IntStream.of(Opcode.TEXT, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG)
        .boxed()
        .flatMap(
            opcode ->
                IntStream.rangeClosed(1, 7)
                    .mapToObj(
                        bits ->
                            one(
                                "3 reserved bits " + bits + " with opcode " + opcode,
                                join(
                                    text(heartbeat()),
                                    frame(0x80 | bits << 4 | opcode, bytes()),
                                    text(heartbeat())),
                                ALIVE,
                                "close 1002")));
  }

  // ---- 4 opcodes

  private static Stream<Case> opcodes() {
    return IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
        .boxed()
        .flatMap(
            opcode ->
                Stream.of(
                    one(
                        "4 opcode " + opcode + " without payload",
                        frame(0x80 | opcode, bytes()),
                        "close 1002"),
                    one(
                        "4 opcode " + opcode + " after a message",
                        join(text(heartbeat()), frame(0x80 | opcode, utf8("payload"))),
                        ALIVE,
                        "close 1002")));
  }

  // ---- 5 fragmentation

  static byte[] first(byte[] part) {
    return frame(false, Opcode.TEXT, part);
  }

  static byte[] next(byte[] part) {
    return frame(false, Opcode.CONTINUATION, part);
  }

  static byte[] last(byte[] part) {
    return frame(true, Opcode.CONTINUATION, part);
  }

  private static Stream<Case> fragmentation() {
    byte[] head = Arrays.copyOf(heartbeat(), 10);
    byte[] tail = Arrays.copyOfRange(heartbeat(), 10, heartbeat().length);
    byte[] ping = control(Opcode.PING, utf8("p"));
    byte[] pong = control(Opcode.PONG, utf8("p"));
    return Stream.of(
        one("5 two fragments", join(first(head), last(tail)), ALIVE),
        inPieces("5 two fragments byte by byte", 1, join(first(head), last(tail)), ALIVE),
        one("5 empty fragments", join(first(bytes()), next(heartbeat()), last(bytes())), ALIVE),
        one("5 a ping between fragments", join(first(head), ping, last(tail)), "pong p", ALIVE),
        one("5 a pong between fragments", join(first(head), pong, last(tail)), ALIVE),
        one(
            "5 pings between many fragments",
            join(first(head), ping, next(bytes()), ping, next(bytes()), ping, last(tail)),
            "pong p",
            "pong p",
            "pong p",
            ALIVE),
        one("5 a fragmented ping", frame(false, Opcode.PING, utf8("p")), "close 1002"),
        one("5 a fragmented pong", frame(false, Opcode.PONG, utf8("p")), "close 1002"),
        one("5 a fragmented close", frame(false, Opcode.CLOSE, bytes()), "close 1002"),
        one("5 a continuation of nothing", last(heartbeat()), "close 1002"),
        one("5 a continuation of nothing that goes on", next(heartbeat()), "close 1002"),
        one("5 an empty continuation of nothing", last(bytes()), "close 1002"),
        one(
            "5 a continuation of a message that has ended",
            join(first(head), last(tail), last(tail)),
            ALIVE,
            "close 1002"),
        one("5 a text inside a text", join(first(head), text(tail)), "close 1002"),
        one("5 a fragmented text inside a text", join(first(head), first(tail)), "close 1002"),
        one(
            "5 a binary inside a text",
            join(first(head), frame(true, Opcode.BINARY, tail)),
            "close 1002"),
        one(
            "5 a close inside a text",
            join(first(head), control(Opcode.CLOSE, bytes(0x03, 0xE8)), last(tail)),
            "close 1000"));
  }

  // ---- masking, lengths and limits, which Autobahn takes for granted or leaves to the server

  private static Stream<Case> masking() {
    byte[] beat = heartbeat();
    return Stream.of(
        one("8 a text that is not masked", unmasked(Opcode.TEXT, beat), "close 1002"),
        one("8 a ping that is not masked", unmasked(Opcode.PING, bytes()), "close 1002"),
        one("8 a close that is not masked", unmasked(Opcode.CLOSE, bytes()), "close 1002"),
        one("8 a mask of zeros", RawClient.frame(new String(beat, StandardCharsets.UTF_8)), ALIVE));
  }

  private static byte[] unmasked(int opcode, byte[] payload) {
    return join(bytes(0x80 | opcode, payload.length), payload);
  }

  private static Stream<Case> lengths() {
    byte[] mask = new byte[4];
    return Stream.of(
        one("8 a length of 125 in two bytes", join(bytes(0x82, 0xFE, 0, 125), mask), "close 1002"),
        one(
            "8 a length of 65535 in eight bytes",
            join(bytes(0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), mask),
            "close 1002"),
        one(
            "8 a length with its highest bit set",
            join(bytes(0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0), mask),
            "close 1002"));
  }

  private static Stream<Case> limits() {
    byte[] ping = control(Opcode.PING, utf8("p"));
    byte[] most = new byte[FRAME_MAX];
    byte[] fragments = join(Collections.nCopies(FRAGMENTS_MAX - 2, next(bytes())));
    return Stream.of(
        echo(FRAME_MAX),
        one(
            "9 a frame that announces too much",
            join(bytes(0x82, 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0), new byte[4]),
            "close 1009"),
        one(
            "9 a frame of a byte too many",
            frame(true, Opcode.BINARY, Arrays.copyOf(most, FRAME_MAX + 1)),
            "close 1009"),
        one(
            "9 a message of a byte too many",
            join(frame(false, Opcode.BINARY, most), last(new byte[MESSAGE_MAX - FRAME_MAX + 1])),
            "close 1009"),
        one(
            "9 as many fragments as may be, and pings between them",
            join(first(heartbeat()), ping, fragments, ping, last(bytes())),
            "pong p",
            "pong p",
            ALIVE),
        one(
            "9 a fragment too many",
            join(first(heartbeat()), fragments, next(bytes()), last(bytes())),
            "close 1008"));
  }
}
