package dev.pubsub.ws.functional;

import static dev.pubsub.ws.frame.ClientFrames.bytes;
import static dev.pubsub.ws.frame.ClientFrames.join;
import static dev.pubsub.ws.functional.Rfc6455Cases.ALIVE;
import static dev.pubsub.ws.functional.Rfc6455Cases.control;
import static dev.pubsub.ws.functional.Rfc6455Cases.heartbeat;
import static dev.pubsub.ws.functional.Rfc6455Cases.one;
import static dev.pubsub.ws.functional.Rfc6455Cases.text;
import static dev.pubsub.ws.functional.Rfc6455Cases.utf8;

import dev.pubsub.ws.frame.Opcode;
import dev.pubsub.ws.functional.Rfc6455Cases.Case;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chapter 7 of {@link Rfc6455Cases}: closing. */
final class Rfc6455CloseCases {

  private Rfc6455CloseCases() {}

  static Stream<Case> all() {
    return Stream.concat(closing(), closeCodes());
  }

  private static byte[] close(int code, String reason) {
    return control(Opcode.CLOSE, join(bytes(code >> 8, code), utf8(reason)));
  }

  private static Stream<Case> closing() {
    byte[] ping = control(Opcode.PING, utf8("late"));
    return Stream.of(
        one("7 a close without a body", control(Opcode.CLOSE), "close 1005"),
        one("7 a close with a body of a byte", control(Opcode.CLOSE, (byte) 3), "close 1002"),
        one("7 a close with a reason", close(1000, "grüß Gott"), "close 1000"),
        one("7 a reason of 123 bytes", close(1000, "r".repeat(123)), "close 1000"),
        one("7 a reason of 124 bytes", close(1000, "r".repeat(124)), "close 1002"),
        one(
            "7 a reason that is not UTF-8",
            control(Opcode.CLOSE, bytes(0x03, 0xE8, 'a', 0xED, 0xA0, 0x80)),
            "close 1007"),
        one(
            "7 a reason that ends inside a character",
            control(Opcode.CLOSE, bytes(0x03, 0xE8, 0xE2, 0x82)),
            "close 1007"),
        one(
            "7 a text before a close",
            join(text(heartbeat()), close(1000, "")),
            ALIVE,
            "close 1000"),
        one("7 a text after a close", join(close(1000, ""), text(heartbeat())), "close 1000"),
        one("7 a ping after a close", join(close(1000, ""), ping), "close 1000"),
        one("7 two closes", join(close(1000, ""), close(1001, "")), "close 1000"),
        one("7 nonsense after a close", join(close(1000, ""), bytes(0xFF, 0xFF)), "close 1000"));
  }

  private static Stream<Case> closeCodes() {
    Stream<Case> valid =
        IntStream.of(
                1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
                4000, 4999)
            .mapToObj(code -> one("7 close code " + code, close(code, ""), "close " + code));
    Stream<Case> invalid =
        IntStream.of(
                0, 1, 500, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 10_000,
                65_535)
            .mapToObj(code -> one("7 close code " + code, close(code, ""), "close 1002"));
    return Stream.concat(valid, invalid);
  }
}
