package dev.pubsub.cluster.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A whole frame in fewer bytes: how long it is, then what {@link Deflater} makes of it. Who reads
 * one does not have to write them. Nothing that is packed is packed again.
 */
public final class Packed {

  /** How much longer than itself what is packed may become; that is all that DEFLATE can do. */
  private static final int MOST_FOR_EACH = 1032;

  /** In bytes; a shorter frame is not worth the time. */
  private static final int LEAST = 1024;

  /** In bytes; a longer frame goes as it is, and nobody unpacks one. */
  static final int MOST = 1 << 24;

  private Packed() {}

  /**
   * Packs a frame.
   *
   * @param frame the whole of it
   * @return one that says the same; the same one where it is short, very long, or gains nothing
   */
  public static byte[] pack(byte[] frame) {
    if (frame.length <= LEAST || frame.length > MOST) {
      return frame;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(frame);
      deflater.finish();
      byte[] shorter = new byte[frame.length - LEAST / 8];
      int length = deflater.deflate(shorter);
      return deflater.finished()
          ? Frames.packed(frame.length, Arrays.copyOf(shorter, length))
          : frame;
    } finally {
      deflater.end();
    }
  }

  /** The frame that was packed. Nothing is allocated that the bytes could not have become. */
  static FrameReader unpack(FrameReader from) throws MalformedFrame {
    long length = from.number();
    byte[] shorter = from.octets();
    if (length < 0 || length > Math.min(MOST, (long) shorter.length * MOST_FOR_EACH)) {
      throw new MalformedFrame("more is announced than may be packed");
    }
    // A byte more than there should be tells one that is too long.
    byte[] whole = new byte[(int) length + 1];
    if (inflate(shorter, whole) != length) {
      throw new MalformedFrame("what is packed is not as long as announced");
    }
    return new FrameReader(whole, 0, (int) length);
  }

  private static int inflate(byte[] shorter, byte[] whole) throws MalformedFrame {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(shorter);
      int length = inflater.inflate(whole);
      if (!inflater.finished()) {
        throw new MalformedFrame("what is packed does not end");
      }
      return length;
    } catch (DataFormatException e) {
      throw new MalformedFrame("what is packed cannot be unpacked");
    } finally {
      inflater.end();
    }
  }
}
