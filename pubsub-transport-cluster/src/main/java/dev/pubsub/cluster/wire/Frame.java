package dev.pubsub.cluster.wire;

import dev.pubsub.signal.Signal;
import java.util.List;

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
      implements Told {}

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
      implements Told {}

  /**
   * What is in it, in a few bytes, for whoever has missed something.
   *
   * @param set its name
   * @param epoch as that of the snapshot
   * @param sequence the last change
   * @param hash of all texts
   */
  record Digest(String set, long epoch, long sequence, long hash) implements Told {}

  /**
   * Please send a snapshot.
   *
   * @param set its name
   */
  record Wanted(String set) implements Told {}

  /**
   * Signals that were published on the sender.
   *
   * @param bus its name
   * @param signals in their order
   * @param unread how many more there are that cannot be read here
   */
  record Signals(String bus, List<Signal> signals, int unread) implements Frame {}
}
