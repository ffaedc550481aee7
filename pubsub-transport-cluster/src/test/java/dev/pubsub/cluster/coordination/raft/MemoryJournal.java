package dev.pubsub.cluster.coordination.raft;

import java.util.ArrayList;
import java.util.List;

/** A journal that outlives its voter, not its test. */
final class MemoryJournal implements Journal {

  private Ballot ballot = Ballot.NONE;
  private Snapshot snapshot = Snapshot.NONE;
  private final List<Entry> entries = new ArrayList<>();

  @Override
  public Kept kept() {
    return new Kept(ballot, snapshot, List.copyOf(entries));
  }

  @Override
  public void vote(Ballot next) {
    ballot = next;
  }

  @Override
  public void write(long from, List<Entry> more) {
    int keep = (int) (from - snapshot.index() - 1);
    entries.subList(keep, entries.size()).clear();
    entries.addAll(more);
  }

  @Override
  public void compact(Snapshot next, List<Entry> behind) {
    snapshot = next;
    entries.clear();
    entries.addAll(behind);
  }
}
