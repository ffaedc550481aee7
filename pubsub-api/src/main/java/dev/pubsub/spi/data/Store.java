package dev.pubsub.spi.data;

import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import java.util.List;

/**
 * Keeps the signals of one bus in the order in which they were appended.
 *
 * <p>A position is a text that the store makes and nobody else reads: it stands behind one signal,
 * and means the same for one topic and for a pattern. Positions that the store did not make, or
 * made in an earlier life whose signals it has not kept, are answered with a gap, never with an
 * exception.
 *
 * <p>All methods are synchronous and may be called by many threads at once; what {@link #append}
 * has returned is seen by every {@link #read} that begins later. Calls that append to one topic are
 * made one at a time, in the order in which its signals are delivered.
 */
public interface Store {

  /**
   * Appends a signal. Called on the thread of its publisher, so it must be quick.
   *
   * @param signal what to keep
   * @param keep how many signals of its topic to keep at least, this one included; older ones may
   *     go. 1 or more
   * @return the place of the signal
   * @throws RuntimeException when it cannot be kept; the signal is then refused with PLUGIN_FAILED
   */
  Stored append(Signal signal, int keep);

  /**
   * Reads what was appended since a position. May block.
   *
   * @param pattern which topics
   * @param after a position
   * @return the signals in the order in which they were appended, and whether there is a gap: that
   *     a signal was appended after the position to a topic that matches, and is not kept any more
   */
  Reading read(TopicPattern pattern, String after);

  /**
   * Reads the newest. May block.
   *
   * @param pattern which topics
   * @param count how many at most, 1 or more
   * @return the signals in the order in which they were appended
   */
  List<Stored> last(TopicPattern pattern, int count);

  /**
   * Where the store stands.
   *
   * @return the position behind everything that was appended so far
   */
  String end();

  /**
   * Lets go of everything that is kept of a topic. A position from before is answered with a gap if
   * something after it is lost.
   *
   * @param topic the full name
   */
  void forget(String topic);

  /** A signal in its place. */
  interface Stored {

    /**
     * What was appended.
     *
     * @return the signal
     */
    Signal signal();

    /**
     * Where the store stood behind it.
     *
     * @return the position
     */
    String position();
  }

  /**
   * An answer.
   *
   * @param signals in the order in which they were appended
   * @param gap whether some are missing
   */
  record Reading(List<Stored> signals, boolean gap) {
    /**
     * Copies the list.
     *
     * @param signals what was read
     * @param gap whether some are missing
     */
    public Reading {
      signals = List.copyOf(signals);
    }
  }
}
