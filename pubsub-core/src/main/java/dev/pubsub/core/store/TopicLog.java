package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Retention;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest signals of one topic, and where it was cut. Signals go in the order in which they
 * came: one that is too old goes as soon as those before it are too old, too.
 */
final class TopicLog {

  /**
   * Of what is too old so many go with each that is appended, so that no publisher pays for all.
   */
  private static final int AT_ONCE = 16;

  private Deque<Kept> signals = new ArrayDeque<>();
  private Retention keep = Retention.ALL;
  private long bytes;
  private Cut cut = Cut.NONE;
  private boolean retired;

  TopicLog() {}

  /**
   * What is lost.
   *
   * @param sequence the last place that was lost
   * @param time the latest time of what was lost
   */
  record Cut(long sequence, long time) {

    static final Cut NONE = new Cut(Long.MIN_VALUE, Long.MIN_VALUE);

    Cut or(Cut other) {
      return new Cut(Math.max(sequence, other.sequence), Math.max(time, other.time));
    }
  }

  /**
   * Appends a signal. Its place is taken in here, so that whoever looks into a log afterwards finds
   * all signals whose places were taken before.
   *
   * @param now looked at where the age is bounded only
   * @return null when this log is retired: there may be another one
   */
  synchronized @Nullable Kept append(
      Signal signal, Retention wanted, Positions positions, Now now) {
    if (retired) {
      return null;
    }
    change(wanted, now);
    Kept kept = Kept.of(positions, positions.next(), signal, wanted);
    signals.addLast(kept);
    bytes += kept.bytes();
    cutToSize();
    expire(now, AT_ONCE);
    return kept;
  }

  /**
   * Puts signals in front, one before the other.
   *
   * @return false when this log is retired: there may be another one
   */
  synchronized boolean prepend(List<Kept> newestFirst, Retention wanted, Now now) {
    if (retired) {
      return false;
    }
    change(wanted, now);
    for (Kept kept : newestFirst) {
      signals.addFirst(kept);
      bytes += kept.bytes();
    }
    cutToSize();
    expire(now, Integer.MAX_VALUE);
    return true;
  }

  /** Keeps so much from now on. */
  synchronized void keep(Retention wanted, Now now) {
    change(wanted, now);
    cutToSize();
  }

  @SuppressWarnings("ReferenceEquality") // Most want the very same.
  private void change(Retention wanted, Now now) {
    if (signals.isEmpty()) {
      keep = wanted;
    } else if (wanted != keep && !wanted.equals(keep)) {
      expire(now, Integer.MAX_VALUE);
      keep = wanted;
      expire(now, Integer.MAX_VALUE);
    }
  }

  private void cutToSize() {
    while (signals.size() > keep.count() || (bytes > keep.bytes() && signals.size() > 1)) {
      removeFirst();
    }
  }

  private void removeFirst() {
    Kept gone = signals.removeFirst();
    bytes -= gone.bytes();
    cut = cut.or(new Cut(gone.sequence(), gone.time()));
  }

  /** Lets go of what is too old, but of no more than so many; returns how many went. */
  synchronized int expire(Now now, int most) {
    if (keep.age().equals(Retention.ANY_AGE) || signals.isEmpty()) {
      return 0;
    }
    long oldest = now.minus(keep.age());
    int gone = 0;
    while (gone < most && !signals.isEmpty() && signals.getFirst().time() < oldest) {
      removeFirst();
      gone++;
    }
    shrink();
    return gone;
  }

  /** An empty deque holds on to the room of all that ever was in it. */
  private void shrink() {
    if (signals.isEmpty()) {
      signals = new ArrayDeque<>();
    }
  }

  /**
   * Adds the first of what stands behind a start and not after a place.
   *
   * @param limit how many at most
   * @return whether something that stood there is lost
   */
  synchronized boolean copy(Start start, long upTo, Now now, int limit, Deque<Kept> into) {
    eachNewestFirst(
        upTo,
        now,
        kept -> {
          if (start.isBefore(kept)) {
            into.addFirst(kept);
            if (into.size() > limit) {
              into.removeLast();
            }
          }
          return kept.sequence() > start.after();
        });
    return start.isBefore(cut.sequence(), cut.time());
  }

  /** Shows what stands not after a place, the newest first, as long as it is wanted. */
  synchronized void eachNewestFirst(long upTo, Now now, Predicate<Kept> wanted) {
    expire(now, Integer.MAX_VALUE);
    boolean more = true;
    for (Iterator<Kept> newest = signals.descendingIterator(); more && newest.hasNext(); ) {
      Kept kept = newest.next();
      more = kept.sequence() > upTo || wanted.test(kept);
    }
  }

  /** Lets go of all signals. */
  synchronized void forget() {
    while (!signals.isEmpty()) {
      removeFirst();
    }
    shrink();
  }

  /**
   * Ends a log that is empty.
   *
   * @return what was lost here; nothing when it is not empty any more and lives on
   */
  synchronized Optional<Cut> retire() {
    retired = signals.isEmpty();
    return retired ? Optional.of(cut) : Optional.empty();
  }
}
