package dev.pubsub.cluster.coordination.raft;

import java.util.ArrayList;
import java.util.List;

/** The log of a voter: a snapshot, and the entries behind it. Those in the journal are saved. */
final class EntryLog {

  private final Journal journal;
  private final List<Entry> entries;
  private Snapshot snapshot;
  private long saved;

  EntryLog(Journal journal, Journal.Kept kept) {
    this.journal = journal;
    this.snapshot = kept.snapshot();
    this.entries = new ArrayList<>(kept.entries());
    this.saved = last();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  long last() {
    return snapshot.index() + entries.size();
  }

  long lastTerm() {
    return term(last());
  }

  long saved() {
    return saved;
  }

  Entry entry(long index) {
    return entries.get((int) (index - snapshot.index() - 1));
  }

  /** Of the entry there; -1 where there is none, or none any more. */
  long term(long index) {
    if (index == snapshot.index()) {
      return snapshot.term();
    }
    return index < snapshot.index() || index > last() ? -1 : entry(index).term();
  }

  /** The entries from there on that fit into so many bytes, one at least if there is one. */
  List<Entry> from(long index, int bytes) {
    List<Entry> some = new ArrayList<>();
    int room = bytes;
    for (long i = index; i <= last() && (room > 0 || some.isEmpty()); i++) {
      some.add(entry(i));
      room -= entry(i).command().length + Long.BYTES;
    }
    return some;
  }

  /** One more at the end, which {@link #save} will keep. */
  void add(Entry entry) {
    entries.add(entry);
  }

  void save() {
    if (saved < last()) {
      journal.write(saved + 1, List.copyOf(entries.subList(offset(saved), entries.size())));
      saved = last();
    }
  }

  private int offset(long index) {
    return (int) (index - snapshot.index());
  }

  /**
   * Takes what a leader sent behind an entry that both have. Whatever it does not agree with goes;
   * what is there already stays, since an older message may come late.
   */
  void take(long previous, List<Entry> sent) {
    for (int i = 0; i < sent.size(); i++) {
      long index = previous + 1 + i;
      // What the snapshot stands for was committed, so it is the same.
      if (index > snapshot.index() && term(index) != sent.get(i).term()) {
        entries.subList(offset(index) - 1, entries.size()).clear();
        saved = Math.min(saved, index - 1);
        entries.addAll(sent.subList(i, sent.size()));
        save();
        return;
      }
    }
  }

  /** The state at an entry stands for all up to it. */
  void compact(long index, byte[] state) {
    replace(new Snapshot(index, term(index), state), index);
  }

  /** The state of a leader stands for all up to an entry that is not here, perhaps. */
  void install(Snapshot other) {
    boolean goesOn = term(other.index()) == other.term();
    replace(other, goesOn ? other.index() : last());
  }

  private void replace(Snapshot other, long gone) {
    save();
    entries.subList(0, offset(gone)).clear();
    snapshot = other;
    saved = last();
    journal.compact(other, List.copyOf(entries));
  }
}
