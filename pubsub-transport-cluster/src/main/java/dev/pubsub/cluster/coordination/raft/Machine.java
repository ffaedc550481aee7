package dev.pubsub.cluster.coordination.raft;

/** What the log is about: the same commands lead every voter to the same state. */
public interface Machine {

  /**
   * A command that a majority has; each once, in the order of the log. Must not throw and must not
   * depend on anything but the state and the command.
   *
   * @param index its place in the log
   * @param command as it was proposed
   */
  void apply(long index, byte[] command);

  /**
   * Writes the whole state.
   *
   * @return what {@link #restore} reads
   */
  byte[] snapshot();

  /**
   * Puts another state in the place of this one.
   *
   * @param state the empty one when it has no bytes
   */
  void restore(byte[] state);
}
