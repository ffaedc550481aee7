package dev.pubsub.spi.data;

import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the signals of one bus in the order in which they were appended.
 *
 * <p>A position is a text that the store makes and nobody else reads: it stands behind one signal,
 * and means the same for one topic and for a pattern. Positions that the store did not make, or
 * made in an earlier life whose signals it has not kept, are answered with a gap, never with an
 * exception.
 *
 * <p>How much of a topic is kept is said with each signal that is appended to it; what was said
 * last holds. A store may let go in larger pieces: it may keep more signals than it was asked to,
 * and up to twice the bytes. But what is older than its topic's age allows is read no more from
 * that moment on, by the clock that the host gave.
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
   * @param keep how much of its topic to keep, this signal included; what is beyond that may go
   * @return the place of the signal
   * @throws RuntimeException when it cannot be kept; the signal is then refused with PLUGIN_FAILED
   */
  Stored append(Signal signal, Retention keep);

  /**
   * Puts signals that were kept elsewhere in front of everything that was appended in this life of
   * the store: they are read before it, as if they had been appended earlier, and a position from
   * before this call still stands behind them. What is beyond that which their topics keep may go,
   * the oldest first. While it is called nothing is appended. May block.
   *
   * <p>The default takes none: a store that outlives the process has a past of its own.
   *
   * @param past the signals in the order in which they are to stand
   * @param keep how much is kept of a topic of that name; of one of which nothing is, no signal is
   *     taken
   * @return how many were taken, those included that went at once
   * @throws RuntimeException when they cannot be kept, which is logged
   */
  default int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
    return 0;
  }

  /**
   * Says anew how much of a topic is kept, without a signal: what is beyond that may go at once. It
   * is said again with the next signal. Called now and then for many topics in turn, so it must be
   * quick.
   *
   * @param topic the full name
   * @param keep how much of it to keep
   */
  default void keep(String topic, Retention keep) {}

  /**
   * Reads what was appended since a position. May block.
   *
   * @param pattern which topics
   * @param after a position
   * @param limit how many at most, 1 or more: the first of those behind the position
   * @return the signals in the order in which they were appended, and whether there is a gap: that
   *     a signal was appended after the position to a topic that matches, and is not kept any more
   */
  Reading read(TopicPattern pattern, String after, int limit);

  /**
   * Reads what was published since a moment: signals whose time is not before it. May block.
   *
   * @param pattern which topics
   * @param since the moment
   * @param limit how many at most, 1 or more: the first of them
   * @return the signals in the order in which they were appended, and whether there is a gap: that
   *     a signal of that time was appended to a topic that matches and is not kept any more, or
   *     that the store cannot know, because the moment is before its life began
   */
  Reading read(TopicPattern pattern, Instant since, int limit);

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

  /**
   * Remembers how far a durable subscription has come, instead of what was saved under its name
   * before. Called whenever the place moves, on the thread that settles a signal, so it must be
   * quick; a store may write it down a little later: what is lost of it makes signals come twice,
   * never not at all. Calls for one name are made one at a time, in their order.
   *
   * @param cursor the name and the place
   * @throws RuntimeException when it cannot be saved, which is logged and harms nobody else
   */
  void saveCursor(Cursor cursor);

  /**
   * Forgets what was saved under a name, if anything was.
   *
   * @param name the name of a durable subscription
   */
  void removeCursor(String name);

  /**
   * Everything that is saved; asked when the bus is opened.
   *
   * @return the last of each name, in any order
   */
  List<Cursor> cursors();

  /**
   * Frees some of what is not read any more because of its age, so that the room of a topic without
   * traffic is given back, too. Called now and then, by one thread at a time that others wait for:
   * a call should take a millisecond at most.
   *
   * @return whether there may be more to free
   */
  default boolean trim() {
    return false;
  }

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
   * How far a durable subscription has come.
   *
   * @param name of the subscription
   * @param pattern what it subscribes to
   * @param position everything up to here is dealt with
   */
  record Cursor(String name, String pattern, String position) {}

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
