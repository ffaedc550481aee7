package dev.pubsub.cluster.wire;

import dev.pubsub.signal.Signal;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one node says to another. */
public sealed interface Frame {

  /**
   * I am here; tell me what is subscribed to at your place.
   *
   * @param node the name of the sender
   * @param lowest version of the frames that it speaks
   * @param highest version of the frames that it speaks
   */
  record Hello(String node, int lowest, int highest) implements Frame {}

  /** Something about a set of texts of the sender, such as what is subscribed to on a bus. */
  sealed interface Told extends Frame {

    /**
     * The name of the set.
     *
     * @return the same on all nodes
     */
    String set();

    /**
     * The last change that it tells of.
     *
     * @return empty where it tells of none
     */
    default OptionalLong sequenceNow() {
      return OptionalLong.empty();
    }
  }

  /**
   * A part of all that is in it.
   *
   * @param set its name
   * @param epoch the sender's present count of changes began with it
   * @param sequence the last change that is in it
   * @param part which one this is, from 0
   * @param parts how many there are
   * @param texts of this part
   */
  record Snapshot(String set, long epoch, long sequence, int part, int parts, List<String> texts)
      implements Told {

    @Override
    public OptionalLong sequenceNow() {
      return OptionalLong.of(sequence);
    }
  }

  /**
   * A change of what is in it.
   *
   * @param set its name
   * @param epoch as that of the snapshot to which it is made
   * @param sequence one more than that of the change before
   * @param added texts that were not there
   * @param removed texts that were
   */
  record Delta(String set, long epoch, long sequence, List<String> added, List<String> removed)
      implements Told {

    @Override
    public OptionalLong sequenceNow() {
      return OptionalLong.of(sequence);
    }
  }

  /**
   * What is in it, in a few bytes, for whoever has missed something.
   *
   * @param set its name
   * @param epoch as that of the snapshot
   * @param sequence the last change
   * @param hash of all texts
   */
  record Digest(String set, long epoch, long sequence, long hash) implements Told {

    @Override
    public OptionalLong sequenceNow() {
      return OptionalLong.of(sequence);
    }
  }

  /**
   * Please send a snapshot.
   *
   * @param set its name
   */
  record Wanted(String set) implements Told {}

  /**
   * I know your set of texts up to this change.
   *
   * @param set its name
   * @param sequence the last change that is known
   */
  record Heard(String set, long sequence) implements Frame {}

  /**
   * Signals that were published on the sender.
   *
   * @param bus its name
   * @param signals in their order
   * @param unread how many more there are of which nothing can be read here
   */
  record Signals(String bus, List<Posted> signals, int unread) implements Frame {}

  /**
   * One of them.
   *
   * @param passage for whom it is
   * @param signal null when it cannot be read here
   */
  record Posted(Passage passage, @Nullable Signal signal) {}

  /**
   * Of my numbered signals, those before this one are settled or given up.
   *
   * @param stream to which the numbers belong; a later one has a higher number itself
   * @param base the number of the first that may still come
   */
  record Resume(long stream, long base) implements Frame {}

  /**
   * Your numbered signals have arrived.
   *
   * @param stream to which the numbers belong
   * @param upTo the last of them that was seen
   * @param waiting those before it that could not be taken yet
   * @param missed whether one has come for which one before it is missing
   */
  record Settled(long stream, long upTo, List<Long> waiting, boolean missed) implements Frame {}

  /**
   * Have you read what I have sent before this?
   *
   * @param number to be given back
   */
  record Ping(long number) implements Frame {}

  /**
   * I have.
   *
   * @param number of the question
   */
  record Pong(long number) implements Frame {}

  /**
   * Please tell what the history of a bus keeps. Since version 2.
   *
   * @param bus its name
   * @param patterns of which topics
   */
  record PastWanted(String bus, List<String> patterns) implements Frame {}

  /**
   * A part of what the history keeps, the oldest first. Since version 2.
   *
   * @param bus its name
   * @param part which one this is, from 0
   * @param last whether there are no more behind it
   * @param signals of this part
   * @param unread how many more there are of which nothing can be read here
   */
  record Past(String bus, int part, boolean last, List<Signal> signals, int unread)
      implements Frame {}

  /** I am about to leave, and shall not come back. */
  record Bye() implements Frame {}
}
