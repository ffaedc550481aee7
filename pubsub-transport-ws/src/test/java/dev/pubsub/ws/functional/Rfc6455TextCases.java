package dev.pubsub.ws.functional;

import static dev.pubsub.ws.frame.ClientFrames.bytes;
import static dev.pubsub.ws.frame.ClientFrames.frame;
import static dev.pubsub.ws.frame.ClientFrames.join;
import static dev.pubsub.ws.functional.Rfc6455Cases.ALIVE;
import static dev.pubsub.ws.functional.Rfc6455Cases.PUSHED;
import static dev.pubsub.ws.functional.Rfc6455Cases.first;
import static dev.pubsub.ws.functional.Rfc6455Cases.last;
import static dev.pubsub.ws.functional.Rfc6455Cases.next;
import static dev.pubsub.ws.functional.Rfc6455Cases.one;
import static dev.pubsub.ws.functional.Rfc6455Cases.text;
import static dev.pubsub.ws.functional.Rfc6455Cases.utf8;

import dev.pubsub.ws.frame.Opcode;
import dev.pubsub.ws.functional.Rfc6455Cases.Case;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;

/** Chapter 6 of {@link Rfc6455Cases}: text is UTF-8, and found out at the first bad byte. */
final class Rfc6455TextCases {

  private Rfc6455TextCases() {}

  static Stream<Case> all() {
    return Stream.of(validUtf8(), invalidUtf8(), failingFast()).flatMap(Function.identity());
  }

  /** A heartbeat whose payload is a string of these bytes. */
  private static byte[] saying(byte[] string) {
    return join(utf8("[null,\"1\",\"phoenix\",\"heartbeat\",\""), string, utf8("\"]"));
  }

  private static Stream<Case> validUtf8() {
    return Stream.of(
            "7f",
            "c280",
            "dfbf",
            "e0a080",
            "ed9fbf",
            "ee8080",
            "efbbbf",
            "efbfbd",
            "efbfbe",
            "efbfbf",
            "f0908080",
            "f09f9880",
            "f3bfbfbf",
            "f48fbfbf",
            "cebae1bdb9cf83cebcceb5")
        .flatMap(
            hex ->
                Stream.of(
                    one("6 valid " + hex, text(saying(HexFormat.of().parseHex(hex))), ALIVE),
                    one(
                        "6 valid " + hex + " in fragments of a byte",
                        fragmented(HexFormat.of().parseHex(hex)),
                        ALIVE)));
  }

  private static byte[] fragmented(byte[] string) {
    byte[] whole = saying(string);
    int from = whole.length - 2 - string.length;
    byte[] frames = first(Arrays.copyOf(whole, from));
    for (byte octet : string) {
      frames = join(frames, next(bytes(octet)));
    }
    return join(frames, last(utf8("\"]")));
  }

  private static Stream<Case> invalidUtf8() {
    return Stream.of(
            "80",
            "bf",
            "8080",
            "c0",
            "c080",
            "c0af",
            "c1bf",
            "c220",
            "c3",
            "e080af",
            "e09fbf",
            "e282",
            "e28220",
            "eda080",
            "edadbf",
            "edaebf",
            "edafbf",
            "edb080",
            "edbfbf",
            "eda080edb080",
            "f08080af",
            "f08fbfbf",
            "f09f98",
            "f4908080",
            "f5808080",
            "f888808080",
            "fc8480808080",
            "fe",
            "ff",
            "cebae1bdb9cf83cebcceb5eda080656469746564")
        .flatMap(
            hex ->
                Stream.of(
                    one(
                        "6 invalid " + hex,
                        text(saying(HexFormat.of().parseHex(hex))),
                        "close 1007"),
                    one(
                        "6 invalid " + hex + " in fragments of a byte",
                        fragmented(HexFormat.of().parseHex(hex)),
                        "close 1007")));
  }

  private static Stream<Case> failingFast() {
    byte[] bad = saying(bytes(0xFF));
    byte[] whole = text(saying(join(bytes(0xFF), new byte[1000])));
    return Stream.of(
        one("6 bad bytes before the last fragment", first(bad), "close 1007"),
        one("6 bad bytes in a frame half way", Arrays.copyOf(whole, 100), "close 1007"),
        one("6 a text that ends inside a character", text(bytes('"', 0xE2, 0x82)), "close 1007"),
        one(
            "6 bytes are not checked in a binary",
            frame(true, Opcode.BINARY, bytes(0, 1, 1, 1, 1, '1', '2', 't', 'e', 0xFF, 0xC0)),
            PUSHED,
            "binary 0201017465ffc0"),
        one("6 a name in a binary is checked", badName(), "close 1007"));
  }

  private static byte[] badName() {
    return frame(true, Opcode.BINARY, bytes(0, 1, 1, 1, 1, '1', '2', 't', 0xFF));
  }
}
