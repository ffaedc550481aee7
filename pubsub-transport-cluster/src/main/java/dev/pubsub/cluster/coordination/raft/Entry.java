package dev.pubsub.cluster.coordination.raft;

/**
 * One place in the log.
 *
 * @param term of the leader who wrote it
 * @param command what is to be done, not to be changed any more; empty for nothing, as a leader
 *     writes when it begins
 */
public record Entry(long term, byte[] command) {

  static Entry nothing(long term) {
    return new Entry(term, new byte[0]);
  }

  boolean isNothing() {
    return command.length == 0;
  }
}
