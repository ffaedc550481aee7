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

  /** Something about what is subscribed to on a bus of the sender. */
  sealed interface Interest extends Frame {

    /**
     * The name of the bus.
     *
     * @return the same on all nodes
     */
    String bus();
  }

  /**
   * A part of all that is subscribed to.
   *
   * @param bus its name
   * @param epoch the sender's present count of changes began with it
   * @param sequence the last change that is in it
   * @param part which one this is, from 0
   * @param parts how many there are
   * @param patterns of this part
   */
  record Snapshot(String bus, long epoch, long sequence, int part, int parts, List<String> patterns)
      implements Interest {}

  /**
   * A change of what is subscribed to.
   *
   * @param bus its name
   * @param epoch as that of the snapshot to which it is made
   * @param sequence one more than that of the change before
   * @param added patterns that were not there
   * @param removed patterns that were
   */
  record Delta(String bus, long epoch, long sequence, List<String> added, List<String> removed)
      implements Interest {}

  /**
   * What is subscribed to, in a few bytes, for whoever has missed something.
   *
   * @param bus its name
   * @param epoch as that of the snapshot
   * @param sequence the last change
   * @param hash of all patterns
   */
  record Digest(String bus, long epoch, long sequence, long hash) implements Interest {}

  /**
   * Please send a snapshot.
   *
   * @param bus its name
   */
  record Wanted(String bus) implements Interest {}

  /**
   * Signals that were published on the sender.
   *
   * @param bus its name
   * @param signals in their order
   */
  record Signals(String bus, List<Signal> signals) implements Frame {}
}
