package dev.pubsub.cluster.stream;

import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.spi.edge.Arrival;

/**
 * A signal that is kept until it has arrived.
 *
 * @param bus where it was published
 * @param topic to which, the name of the bus in front of it
 * @param passage for whom it is, with its number
 * @param signal as it is written
 */
public record Numbered(String bus, String topic, Passage passage, byte[] signal) {

  /** What it takes to keep one, beside the bytes of the signal. */
  private static final int KEEPING = 128;

  /** The same for others, in its place. */
  Numbered with(Arrival other) {
    return new Numbered(
        bus,
        topic,
        new Passage(passage.addressed(), other, passage.stream(), passage.number()),
        signal);
  }

  /** To which topic of its bus. */
  String topicName() {
    return topic.substring(bus.length() + 1);
  }

  long number() {
    return passage.number();
  }

  /**
   * What it counts for where bytes are counted.
   *
   * @return about as much as it takes
   */
  public int weight() {
    return signal.length + KEEPING;
  }
}
