package dev.pubsub.cluster.coordination.raft;

import java.util.List;

/** What voters say to each other. */
public sealed interface Message {

  /**
   * Of who says it.
   *
   * @return the term
   */
  long term();

  /**
   * Asks for a vote.
   *
   * @param term for which it is asked
   * @param pre only whether it would be given; nobody's term changes
   * @param lastIndex of the log of who asks
   * @param lastTerm of that log
   */
  record Ask(long term, boolean pre, long lastIndex, long lastTerm) implements Message {}

  /**
   * Answers one who asked.
   *
   * @param term that was asked for when it is granted; otherwise of the one who answers
   * @param pre as it was asked
   * @param granted whether it has the vote
   */
  record Vote(long term, boolean pre, boolean granted) implements Message {}

  /**
   * From the leader: what follows in the log, if anything.
   *
   * @param term of the leader
   * @param previous the index before the first of them
   * @param previousTerm of the entry there
   * @param committed up to where a majority has the log
   * @param entries that follow
   */
  record Append(long term, long previous, long previousTerm, long committed, List<Entry> entries)
      implements Message {}

  /**
   * From the leader to one whose log is too far behind.
   *
   * @param term of the leader
   * @param snapshot in the place of the entries that are no more
   */
  record Install(long term, Snapshot snapshot) implements Message {}

  /**
   * Answers the leader.
   *
   * @param term of who answers
   * @param fits whether its log has what the leader took for granted
   * @param index up to where both are the same when it fits; otherwise up to where they may be
   */
  record Appended(long term, boolean fits, long index) implements Message {}
}
