package dev.pubsub.core.mailbox;

import dev.pubsub.DropReason;
import dev.pubsub.Overflow;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.signal.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Letters and whom each is for, in a queue for each priority and one for what is replayed, which
 * takes up no room. Guarded by its consumer.
 */
final class Mailbox {

  private final Chain replayed = new Chain();
  private final Chain high = new Chain();
  private final Chain normal = new Chain();
  private final Chain low = new Chain();
  private final @Nullable Subjects subjects;
  private int size;

  /** An empty one. */
  Mailbox(Overflow overflow) {
    subjects = overflow == Overflow.LATEST_PER_KEY ? new Subjects() : null;
  }

  /** How many there are that take up room. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0 && replayed.first() == null;
  }

  void add(Letter letter, Receiver receiver) {
    Entry entry = new Entry(letter, receiver);
    chainOf(letter).append(entry);
    size++;
    if (subjects != null) {
      subjects.add(entry);
    }
  }

  void addReplayed(Letter letter, Receiver receiver) {
    replayed.append(new Entry(letter, receiver));
  }

  /** What was taken out last is the next again, as if nobody had. */
  void putBack(Letter letter, Receiver receiver, boolean replay) {
    Entry entry = new Entry(letter, receiver);
    if (replay) {
      replayed.prepend(entry);
      return;
    }
    chainOf(letter).prepend(entry);
    size++;
    if (subjects != null) {
      subjects.addOlder(entry);
    }
  }

  private Chain chainOf(Letter letter) {
    return chainOf(letter.urgency());
  }

  private Chain chainOf(Priority priority) {
    return switch (priority) {
      case HIGH -> high;
      case NORMAL -> normal;
      case LOW -> low;
    };
  }

  /**
   * Takes out the most urgent, of those the oldest; returns how many. Either all of them are
   * replayed, or none.
   */
  int take(@Nullable Letter[] letters, @Nullable Receiver[] receivers, int limit) {
    boolean past = isReplayNext();
    int count = 0;
    while (count < limit && isReplayNext() == past) {
      Entry next = past ? replayed.first() : firstOfPresent();
      if (next == null) {
        break;
      }
      letters[count] = next.letter;
      receivers[count] = next.receiver;
      count++;
      if (past) {
        replayed.remove(next);
      } else {
        remove(next);
      }
    }
    return count;
  }

  /** What is replayed goes before all that is kept, but not before what is urgent. */
  boolean isReplayNext() {
    return replayed.first() != null && high.first() == null;
  }

  private @Nullable Entry firstOfPresent() {
    Entry first = high.first();
    if (first == null) {
      first = normal.first();
    }
    return first == null ? low.first() : first;
  }

  /**
   * Takes out what is out of date with a newcomer, else the oldest of the least urgent; returns
   * what is lost: the newcomer itself when it is less urgent than everything here.
   */
  Loss makeRoomFor(Letter letter, Receiver receiver) {
    Entry outdated = subjects == null ? null : subjects.newest(letter, receiver);
    Entry victim = outdated == null ? oldestUpTo(letter.urgency()) : outdated;
    if (victim == null) {
      return new Loss(receiver, letter, DropReason.OVERFLOW);
    }
    remove(victim);
    add(letter, receiver);
    DropReason reason = outdated == null ? DropReason.OVERFLOW : DropReason.REPLACED;
    return new Loss(victim.receiver, victim.letter, reason);
  }

  private @Nullable Entry oldestUpTo(Priority priority) {
    for (Priority each : Priority.values()) {
      Entry oldest = chainOf(each).first();
      if (oldest != null || each == priority) {
        return oldest;
      }
    }
    return null;
  }

  private void remove(Entry entry) {
    chainOf(entry.letter).remove(entry);
    size--;
    if (subjects != null) {
      subjects.remove(entry);
    }
  }

  /** Takes out what is for a receiver, the most urgent first. */
  List<Letter> removeAll(Receiver receiver) {
    List<Letter> removed = new ArrayList<>();
    for (Chain chain : List.of(high, replayed, normal, low)) {
      for (Entry each = chain.first(); each != null; each = each.after) {
        if (each.receiver == receiver) {
          removed.add(each.letter);
          if (chain == replayed) {
            chain.remove(each);
          } else {
            remove(each);
          }
        }
      }
    }
    return removed;
  }

  /** A letter in its place. */
  static final class Entry {
    final Letter letter;
    final Receiver receiver;
    @Nullable Entry before;
    @Nullable Entry after;

    Entry(Letter letter, Receiver receiver) {
      this.letter = letter;
      this.receiver = receiver;
    }
  }

  /** Entries in the order in which they came; any of them can be taken out. */
  private static final class Chain {
    private @Nullable Entry first;
    private @Nullable Entry last;

    @Nullable Entry first() {
      return first;
    }

    void append(Entry entry) {
      Entry before = last;
      entry.before = before;
      if (before == null) {
        first = entry;
      } else {
        before.after = entry;
      }
      last = entry;
    }

    void prepend(Entry entry) {
      Entry after = first;
      entry.after = after;
      if (after == null) {
        last = entry;
      } else {
        after.before = entry;
      }
      first = entry;
    }

    void remove(Entry entry) {
      Entry before = entry.before;
      Entry after = entry.after;
      if (before == null) {
        first = after;
      } else {
        before.after = after;
      }
      if (after == null) {
        last = before;
      } else {
        after.before = before;
      }
    }
  }
}
