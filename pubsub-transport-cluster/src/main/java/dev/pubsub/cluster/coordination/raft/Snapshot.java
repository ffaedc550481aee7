package dev.pubsub.cluster.coordination.raft;

/**
 * What all entries up to one have led to, in their place.
 *
 * @param index of the last of them
 * @param term of that one
 * @param state as {@link Machine#snapshot} wrote it, not to be changed any more
 */
public record Snapshot(long index, long term, byte[] state) {

  /** Before the first entry. */
  public static final Snapshot NONE = new Snapshot(0, 0, new byte[0]);
}
