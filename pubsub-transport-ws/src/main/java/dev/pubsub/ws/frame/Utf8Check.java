package dev.pubsub.ws.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes arriving in pieces are UTF-8 (RFC 3629): no overlong form, no surrogate. */
final class Utf8Check {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** How many bytes the character under way still lacks, and the bounds of the next of them. */
  private int lacking;

  private int lowest;
  private int highest;

  /** Checks a further piece; once it returned false, the text is lost. */
  boolean accept(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (lacking == 0) {
        while (to - at >= Long.BYTES && ((long) EIGHT.get(bytes, at) & HIGH_BITS) == 0) {
          at += Long.BYTES;
        }
        if (at == to) {
          return true;
        }
      }
      int octet = bytes[at++] & 0xFF;
      if (lacking > 0) {
        if (octet < lowest || octet > highest) {
          return false;
        }
        lacking--;
        lowest = 0x80;
        highest = 0xBF;
      } else if (octet >= 0x80 && !begin(octet)) {
        return false;
      }
    }
    return true;
  }

  private boolean begin(int lead) {
    lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      lacking = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      lacking = 2;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      lacking = 3;
    } else {
      return false;
    }
    return true;
  }

  /** Whether no character is left half way. */
  boolean complete() {
    return lacking == 0;
  }

  /** Begins a new text. */
  void reset() {
    lacking = 0;
  }
}
