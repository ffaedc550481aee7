package dev.pubsub.cluster.coordination.raft;

/**
 * What a voter must never forget.
 *
 * @param term the highest that it knows
 * @param vote for whom it voted in that term; the empty string for nobody yet
 */
public record Ballot(long term, String vote) {

  /** Of a voter that has seen nothing yet. */
  public static final Ballot NONE = new Ballot(0, "");
}
