package dev.pubsub.cluster.link;

import dev.pubsub.cluster.stream.Numbered;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.cluster.wire.PassageCodec;

/**
 * A signal that waits for a node; what is written of it is shared by all nodes it is for.
 *
 * @param bus where it was published
 * @param passage for whom it is, as it is written
 * @param signal as it is written
 * @param kept whether it is sent again if it does not arrive
 */
record Parcel(String bus, byte[] passage, byte[] signal, boolean kept) {

  /** What it takes to keep one waiting, beside the bytes of the signal. */
  private static final int KEEPING = 64;

  private static final byte[] PLAIN = written(Passage.PLAIN);

  /** For everyone who wants every signal, once. */
  static Parcel plain(String bus, byte[] signal) {
    return new Parcel(bus, PLAIN, signal, false);
  }

  /** For those whom a passage says, once. */
  static Parcel of(String bus, Passage passage, byte[] signal) {
    return new Parcel(bus, written(passage), signal, false);
  }

  /** One that is sent again. */
  static Parcel of(Numbered numbered) {
    return new Parcel(numbered.bus(), written(numbered.passage()), numbered.signal(), true);
  }

  private static byte[] written(Passage passage) {
    FrameWriter writer = new FrameWriter(16);
    PassageCodec.write(writer, passage);
    return writer.whole();
  }

  /** How long it is within a frame, but for its length itself. */
  int length() {
    return passage.length + signal.length;
  }

  /** What it counts for where bytes are counted. */
  int weight() {
    return length() + KEEPING;
  }
}
