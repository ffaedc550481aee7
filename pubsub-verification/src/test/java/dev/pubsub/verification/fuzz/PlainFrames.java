package dev.pubsub.verification.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** RFC 6455 as plainly as can be, over bytes that have all arrived. */
final class PlainFrames {

  private static final Set<Integer> OPCODES = Set.of(0, 1, 2, 8, 9, 10);

  private final byte[] in;
  private final ReaderLimits limits;
  private final List<String> events = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int opcodeOfMessage;
  private int fragments;

  private PlainFrames(byte[] in, ReaderLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** What a reader has to tell of these bytes, a violation being the last. */
  static List<String> read(byte[] in, ReaderLimits limits) {
    PlainFrames frames = new PlainFrames(in, limits);
    try {
      int at = 0;
      while (at >= 0) {
        at = frames.readFrame(at);
      }
    } catch (Violation e) {
      frames.events.add("violation " + e.code);
    }
    return frames.events;
  }

  /** Reads the frame at a place; returns the place of the next, or -1 when that was all. */
  private int readFrame(int at) throws Violation {
    if (in.length - at < 2) {
      return -1;
    }
    boolean last = (in[at] & 0x80) != 0;
    int opcode = in[at] & 0x0F;
    boolean control = opcode >= 8;
    int announced = in[at + 1] & 0x7F;
    require(1002, (in[at] & 0x70) == 0 && OPCODES.contains(opcode));
    require(1002, (in[at + 1] & 0x80) != 0);
    require(1002, !control || (last && announced <= 125));

    int octets = announced == 127 ? 8 : announced == 126 ? 2 : 0;
    int begin = at + 2 + octets + 4;
    if (in.length < begin) {
      return -1;
    }
    BigInteger length =
        octets == 0
            ? BigInteger.valueOf(announced)
            : new BigInteger(1, Mutator.slice(in, at + 2, octets));
    long smallest = octets == 8 ? 0x10000 : octets == 2 ? 126 : 0;
    require(1002, length.bitLength() < 64 && length.longValue() >= smallest);
    long announcedLength = length.longValue();
    if (!control) {
      beginData(opcode, announcedLength);
    }
    int here = (int) Math.min(announcedLength, in.length - begin);
    byte[] payload = unmasked(begin, here);
    boolean whole = here == announcedLength;
    if (!control) {
      data(payload, whole && last);
    } else if (whole) {
      control(opcode, payload);
    }
    return whole && opcode != 8 ? begin + here : -1;
  }

  private void beginData(int opcode, long length) throws Violation {
    require(1002, (opcode == 0) == (opcodeOfMessage != 0));
    require(1009, length <= limits.frame());
    require(1009, message.size() + length <= limits.message());
    if (opcode != 0) {
      opcodeOfMessage = opcode;
      fragments = 0;
    }
    require(1008, ++fragments <= limits.fragments());
  }

  private void data(byte[] payload, boolean end) throws Violation {
    message.writeBytes(payload);
    byte[] soFar = message.toByteArray();
    boolean text = opcodeOfMessage == 1;
    require(1007, !text || PlainText.canBecomeText(soFar));
    if (end) {
      require(1007, !text || PlainText.decode(soFar).isPresent());
      tell(text ? "text" : "binary", soFar);
      message.reset();
      opcodeOfMessage = 0;
    }
  }

  private void control(int opcode, byte[] payload) throws Violation {
    if (opcode == 9) {
      tell("ping", payload);
    } else if (opcode == 8) {
      events.add("close " + closeCode(payload));
    }
  }

  private static int closeCode(byte[] payload) throws Violation {
    if (payload.length == 0) {
      return 1005;
    }
    require(1002, payload.length >= 2);
    int code = new BigInteger(1, Mutator.slice(payload, 0, 2)).intValue();
    boolean registered = code >= 1000 && code <= 1014 && !Set.of(1004, 1005, 1006).contains(code);
    require(1002, registered || (code >= 3000 && code < 5000));
    byte[] reason = Mutator.slice(payload, 2, payload.length - 2);
    require(1007, PlainText.decode(reason).isPresent());
    return code;
  }

  private byte[] unmasked(int begin, int count) {
    byte[] payload = Mutator.slice(in, begin, count);
    for (int i = 0; i < count; i++) {
      payload[i] ^= in[begin - 4 + i % 4];
    }
    return payload;
  }

  private void tell(String what, byte[] payload) {
    events.add(what + " " + HexFormat.of().formatHex(payload));
  }

  private static void require(int code, boolean condition) throws Violation {
    if (!condition) {
      throw new Violation(code);
    }
  }

  private static final class Violation extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    final int code;

    Violation(int code) {
      this.code = code;
    }
  }
}
