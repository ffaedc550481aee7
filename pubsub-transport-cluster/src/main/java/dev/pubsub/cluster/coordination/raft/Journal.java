package dev.pubsub.cluster.coordination.raft;

import java.util.List;

/** Where a voter keeps what it must not forget. Each call returns once that is so. One thread. */
public interface Journal {

  /**
   * What was kept before.
   *
   * @return read once, at the start
   */
  Kept kept();

  /**
   * Keeps the term and the vote.
   *
   * @param ballot in the place of the one before
   */
  void vote(Ballot ballot);

  /**
   * Keeps entries in the place of all from the first of them on.
   *
   * @param from the index of the first
   * @param entries one after the other
   */
  void write(long from, List<Entry> entries);

  /**
   * Keeps a snapshot in the place of what it stands for.
   *
   * @param snapshot the new one
   * @param behind the entries after it
   */
  void compact(Snapshot snapshot, List<Entry> behind);

  /**
   * What a journal holds.
   *
   * @param ballot the last one
   * @param snapshot the last one
   * @param entries those after it
   */
  record Kept(Ballot ballot, Snapshot snapshot, List<Entry> entries) {

    /** Of a journal that is new. */
    public static final Kept NOTHING = new Kept(Ballot.NONE, Snapshot.NONE, List.of());
  }
}
