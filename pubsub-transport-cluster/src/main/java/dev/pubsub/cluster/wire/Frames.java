package dev.pubsub.cluster.wire;

import dev.pubsub.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads frames: a byte for the version, one for the kind, then the fields.
 *
 * <p>A later version adds kinds, and leaves those before it as they are. Each frame is of the
 * version that its kind came with, so whoever speaks only an earlier one reads all that it knows;
 * what it does not know it is not sent, as its greeting says how far it goes.
 */
public final class Frames {

  /** The first version, of which most frames are. */
  public static final int LOWEST = 1;

  /** The version that has what histories tell each other: the latest that is spoken here. */
  public static final int HIGHEST = 2;

  private static final int HELLO = 1;
  private static final int SNAPSHOT = 2;
  private static final int DELTA = 3;
  private static final int DIGEST = 4;
  private static final int WANTED = 5;
  private static final int SIGNALS = 6;
  private static final int RESUME = 7;
  private static final int SETTLED = 8;
  private static final int HEARD = 9;
  private static final int BYE = 10;
  private static final int PACKED = 11;
  private static final int PING = 12;
  private static final int PONG = 13;

  /** The first kind of version 2. */
  private static final int PAST_WANTED = 14;

  private static final int PAST = 15;

  private static final int MANY = 1024;

  private Frames() {}

  /**
   * Whether the version of a frame is read here.
   *
   * @param bytes hold the frame
   * @param offset where it begins
   * @param length how long it is
   * @return false for one that is empty, too
   */
  public static boolean speaks(byte[] bytes, int offset, int length) {
    return length > 0 && bytes[offset] >= LOWEST && bytes[offset] <= HIGHEST;
  }

  /**
   * Writes a frame about interest, or a greeting.
   *
   * @param frame any but signals, which are written by {@link #beginSignals}, and those of a past,
   *     which are written by {@link #past}
   * @return the whole of it
   */
  public static byte[] write(Frame frame) {
    FrameWriter to = new FrameWriter(128);
    to.octet(frame instanceof Frame.PastWanted ? 2 : LOWEST);
    if (frame instanceof Frame.Hello hello) {
      to.octet(HELLO);
      to.text(hello.node());
      to.number(hello.lowest());
      to.number(hello.highest());
    } else if (frame instanceof Frame.Snapshot snapshot) {
      begin(to, SNAPSHOT, snapshot.set(), snapshot.epoch(), snapshot.sequence());
      to.number(snapshot.part());
      to.number(snapshot.parts());
      texts(to, snapshot.texts());
    } else if (frame instanceof Frame.Delta delta) {
      begin(to, DELTA, delta.set(), delta.epoch(), delta.sequence());
      texts(to, delta.added());
      texts(to, delta.removed());
    } else if (frame instanceof Frame.Digest digest) {
      begin(to, DIGEST, digest.set(), digest.epoch(), digest.sequence());
      to.fixed(digest.hash());
    } else if (frame instanceof Frame.Wanted wanted) {
      to.octet(WANTED);
      to.text(wanted.set());
    } else if (frame instanceof Frame.Heard heard) {
      to.octet(HEARD);
      to.text(heard.set());
      to.number(heard.sequence());
    } else if (frame instanceof Frame.Resume resume) {
      to.octet(RESUME);
      to.number(resume.stream());
      to.number(resume.base());
    } else if (frame instanceof Frame.Settled settled) {
      to.octet(SETTLED);
      to.number(settled.stream());
      to.number(settled.upTo());
      to.octet(settled.missed() ? 1 : 0);
      places(to, settled.waiting());
    } else if (frame instanceof Frame.Ping ping) {
      to.octet(PING);
      to.number(ping.number());
    } else if (frame instanceof Frame.Pong pong) {
      to.octet(PONG);
      to.number(pong.number());
    } else if (frame instanceof Frame.PastWanted wanted) {
      to.octet(PAST_WANTED);
      to.text(wanted.bus());
      texts(to, wanted.patterns());
    } else if (frame instanceof Frame.Bye) {
      to.octet(BYE);
    } else {
      throw new IllegalArgumentException("signals are written one by one");
    }
    return to.toBytes();
  }

  private static void begin(FrameWriter to, int kind, String bus, long epoch, long sequence) {
    to.octet(kind);
    to.text(bus);
    to.fixed(epoch);
    to.number(sequence);
  }

  private static void texts(FrameWriter to, List<String> texts) {
    to.number(texts.size());
    texts.forEach(to::text);
  }

  /** In rising order, each by how far it is behind the one before. */
  private static void places(FrameWriter to, List<Long> places) {
    to.number(places.size());
    long last = 0;
    for (long place : places) {
      to.number(place - last);
      last = place;
    }
  }

  private static List<Long> places(FrameReader from) throws MalformedFrame {
    int count = from.count();
    List<Long> places = new ArrayList<>(Math.min(count, MANY));
    long last = 0;
    for (int i = 0; i < count; i++) {
      last += from.number();
      places.add(last);
    }
    return places;
  }

  /**
   * Begins a frame of signals, to be followed by {@link #addSignal}.
   *
   * @param bus its name
   * @param capacity how many bytes are expected
   * @return what the signals are to be added to
   */
  public static FrameWriter beginSignals(String bus, int capacity) {
    FrameWriter to = new FrameWriter(capacity);
    to.octet(LOWEST);
    to.octet(SIGNALS);
    to.text(bus);
    return to;
  }

  /**
   * Adds a signal.
   *
   * @param to a frame that was begun
   * @param passage as {@link PassageCodec} wrote it
   * @param signal as {@link SignalCodec} wrote it
   */
  public static void addSignal(FrameWriter to, byte[] passage, byte[] signal) {
    to.number(passage.length + signal.length);
    to.raw(passage);
    to.raw(signal);
  }

  /**
   * Writes a part of a past.
   *
   * @param bus its name
   * @param part which one this is, from 0
   * @param last whether there are no more behind it
   * @param signals each as {@link SignalCodec} wrote it
   * @return the whole of it
   */
  public static byte[] past(String bus, int part, boolean last, List<byte[]> signals) {
    FrameWriter to =
        new FrameWriter(128 + signals.stream().mapToInt(each -> each.length + 3).sum());
    to.octet(2);
    to.octet(PAST);
    to.text(bus);
    to.number(part);
    to.octet(last ? 1 : 0);
    signals.forEach(to::octets);
    return to.whole();
  }

  /** A frame of so many bytes that {@link Packed} has made shorter. */
  static byte[] packed(int length, byte[] shorter) {
    FrameWriter to = new FrameWriter(shorter.length + 16);
    to.octet(LOWEST);
    to.octet(PACKED);
    to.number(length);
    to.octets(shorter);
    return to.toBytes();
  }

  /**
   * Reads a frame.
   *
   * @param bytes hold the frame
   * @param offset where it begins
   * @param length how long it is
   * @return the frame
   * @throws MalformedFrame when it is none, or of another version
   */
  public static Frame read(byte[] bytes, int offset, int length) throws MalformedFrame {
    FrameReader from = new FrameReader(bytes, offset, length);
    int kind = kind(from);
    if (kind == PACKED) {
      FrameReader unpacked = Packed.unpack(from);
      return read(kind(unpacked), unpacked);
    }
    return read(kind, from);
  }

  private static int kind(FrameReader from) throws MalformedFrame {
    int version = from.octet();
    if (version < LOWEST || version > HIGHEST) {
      throw new MalformedFrame("frames of version " + version + " are not understood");
    }
    int kind = from.octet();
    if (kind >= PAST_WANTED && version == LOWEST) {
      throw new MalformedFrame("there is no frame of kind " + kind + " in version " + version);
    }
    return kind;
  }

  private static Frame read(int kind, FrameReader from) throws MalformedFrame {
    return switch (kind) {
      case HELLO -> new Frame.Hello(from.text(), small(from), small(from));
      case SNAPSHOT ->
          new Frame.Snapshot(
              from.text(), from.fixed(), from.number(), small(from), small(from), texts(from));
      case DELTA ->
          new Frame.Delta(from.text(), from.fixed(), from.number(), texts(from), texts(from));
      case DIGEST -> new Frame.Digest(from.text(), from.fixed(), from.number(), from.fixed());
      case WANTED -> new Frame.Wanted(from.text());
      case SIGNALS -> signals(from);
      case RESUME -> new Frame.Resume(from.number(), from.number());
      case SETTLED -> settled(from);
      case HEARD -> new Frame.Heard(from.text(), from.number());
      case PING -> new Frame.Ping(from.number());
      case PONG -> new Frame.Pong(from.number());
      case PAST_WANTED -> new Frame.PastWanted(from.text(), texts(from));
      case PAST -> past(from);
      case BYE -> new Frame.Bye();
      default -> throw new MalformedFrame("there is no frame of kind " + kind);
    };
  }

  private static int small(FrameReader from) throws MalformedFrame {
    long number = from.number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new MalformedFrame("a number is too large");
    }
    return (int) number;
  }

  private static List<String> texts(FrameReader from) throws MalformedFrame {
    int count = from.count();
    List<String> texts = new ArrayList<>(Math.min(count, MANY));
    for (int i = 0; i < count; i++) {
      texts.add(from.text());
    }
    return texts;
  }

  private static Frame.Signals signals(FrameReader from) throws MalformedFrame {
    String bus = from.text();
    List<Frame.Posted> signals = new ArrayList<>();
    int unread = 0;
    while (from.remaining() > 0) {
      FrameReader part = from.part(from.count());
      try {
        Passage passage = PassageCodec.read(part);
        signals.add(new Frame.Posted(passage, signal(part)));
      } catch (MalformedFrame e) {
        // The others are none the worse for it.
        unread++;
      }
    }
    return new Frame.Signals(bus, signals, unread);
  }

  private static @Nullable Signal signal(FrameReader from) {
    try {
      return SignalCodec.read(from);
    } catch (MalformedFrame e) {
      return null;
    }
  }

  private static Frame.Past past(FrameReader from) throws MalformedFrame {
    String bus = from.text();
    int part = small(from);
    boolean last = from.octet() != 0;
    List<Signal> signals = new ArrayList<>();
    int unread = 0;
    while (from.remaining() > 0) {
      Signal signal = signal(from.part(from.count()));
      if (signal == null) {
        unread++;
      } else {
        signals.add(signal);
      }
    }
    return new Frame.Past(bus, part, last, signals, unread);
  }

  private static Frame.Settled settled(FrameReader from) throws MalformedFrame {
    long stream = from.number();
    long upTo = from.number();
    boolean missed = from.octet() != 0;
    return new Frame.Settled(stream, upTo, places(from), missed);
  }
}
