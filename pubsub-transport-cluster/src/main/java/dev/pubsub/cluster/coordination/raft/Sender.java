package dev.pubsub.cluster.coordination.raft;

/** Takes what goes to another voter. It may be lost, come late, twice or out of order. */
@FunctionalInterface
public interface Sender {

  /**
   * Sends. Does not block.
   *
   * @param to the name of the voter
   * @param message what is said
   */
  void send(String to, Message message);
}
