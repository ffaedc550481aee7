package dev.pubsub.agents.trace;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.time.Instant;
import java.util.List;

/**
 * Which signal of a conversation was caused by which.
 *
 * @param conversation its id
 * @param roots the signals that have no cause, or none that is kept, in the order in which they
 *     came
 * @param forgotten how many signals had to go for newer ones
 */
public record ConversationTree(String conversation, List<Node> roots, long forgotten) {

  /**
   * Copies the list.
   *
   * @param conversation its id
   * @param roots the signals that have no cause
   * @param forgotten how many had to go
   */
  public ConversationTree {
    roots = List.copyOf(roots);
  }

  /**
   * A signal and what came of it.
   *
   * @param id of the signal
   * @param topic to which it was published
   * @param type its kind, or the empty string
   * @param source who published it
   * @param time when it was accepted
   * @param children the signals that it caused, in the order in which they came
   */
  public record Node(
      SignalId id, String topic, String type, String source, Instant time, List<Node> children) {

    /**
     * Copies the list.
     *
     * @param id of the signal
     * @param topic to which it was published
     * @param type its kind
     * @param source who published it
     * @param time when it was accepted
     * @param children the signals that it caused
     */
    public Node {
      children = List.copyOf(children);
    }

    static Node of(Signal signal, List<Node> children) {
      return new Node(
          signal.id(),
          signal.topic(),
          signal.type(),
          signal.source(),
          Instant.ofEpochMilli(signal.timeMillis()),
          children);
    }
  }
}
