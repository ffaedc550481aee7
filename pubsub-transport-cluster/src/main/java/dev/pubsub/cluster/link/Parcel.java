package dev.pubsub.cluster.link;

/**
 * A signal that waits for nodes; all of them share it.
 *
 * @param bus where it was published
 * @param signal as it is written
 */
record Parcel(String bus, byte[] signal) {

  /** What it takes to keep one waiting, beside the bytes of the signal. */
  private static final int KEEPING = 64;

  /** What it counts for where bytes are counted. */
  int weight() {
    return signal.length + KEEPING;
  }
}
