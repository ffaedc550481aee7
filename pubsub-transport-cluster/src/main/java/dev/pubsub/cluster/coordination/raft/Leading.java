package dev.pubsub.cluster.coordination.raft;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a leader does while it is one. */
final class Leading {

  private final long term;
  private final EntryLog log;
  private final Tuning tuning;
  private final Sender sender;
  private final Map<String, Progress> others = new TreeMap<>();
  private long beat;

  /** Begins with an entry of its own, since those of others are committed by it alone. */
  Leading(
      long term, EntryLog log, Collection<String> names, Tuning tuning, Sender sender, long now) {
    this.term = term;
    this.log = log;
    this.tuning = tuning;
    this.sender = sender;
    this.beat = now - tuning.heartbeat();
    names.forEach(name -> others.put(name, new Progress(log.last() + 1, now, tuning.election())));
    log.add(Entry.nothing(term));
  }

  /** Tells the others what they do not have, and now and then that there is nothing. */
  void send(long committed, long now) {
    boolean due = now - beat >= tuning.heartbeat();
    if (due) {
      beat = now;
    }
    others.forEach((name, other) -> send(name, other, committed, due, now));
  }

  private void send(String name, Progress other, long committed, boolean due, long now) {
    if (log.term(other.next - 1) < 0) {
      if (due && now - other.snapshotSent >= tuning.election()) {
        other.snapshotSent = now;
        sender.send(name, new Message.Install(term, log.snapshot()));
      } else if (due) {
        append(name, log.last(), 0, committed);
      }
    } else if (due || other.next <= log.last()) {
      other.next += append(name, other.next - 1, tuning.message(), committed);
    }
  }

  private int append(String name, long previous, int bytes, long committed) {
    List<Entry> entries = bytes == 0 ? List.of() : log.from(previous + 1, bytes);
    sender.send(name, new Message.Append(term, previous, log.term(previous), committed, entries));
    return entries.size();
  }

  /** Another voter has answered. Whether more is known than before of what it has. */
  boolean answered(String name, Message.Appended answer, long now) {
    Progress other = others.get(name);
    if (other == null) {
      return false;
    }
    other.heard = now;
    if (!answer.fits()) {
      // An answer to an older message may say less than is known.
      other.next = Math.max(other.match, Math.min(answer.index(), log.last())) + 1;
      return false;
    }
    boolean more = answer.index() > other.match;
    other.match = Math.max(other.match, answer.index());
    other.next = Math.max(other.next, other.match + 1);
    return more;
  }

  /** Up to where a majority has the log, if that is of this term; otherwise less than that. */
  long agreed() {
    long[] matches = new long[others.size() + 1];
    int i = 0;
    for (Progress other : others.values()) {
      matches[i++] = other.match;
    }
    matches[i] = log.saved();
    Arrays.sort(matches);
    long index = matches[others.size() / 2];
    return log.term(index) == term ? index : 0;
  }

  /** Whether a majority was heard a short while ago, this voter among it. */
  boolean hasMajority(long now) {
    long heard =
        others.values().stream().filter(other -> now - other.heard < tuning.election()).count();
    return heard + 1 > (others.size() + 1) / 2;
  }
}
