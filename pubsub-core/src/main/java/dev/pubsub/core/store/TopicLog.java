package dev.pubsub.core.store;

import dev.pubsub.signal.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest signals of one topic, and where it was cut. */
final class TopicLog {

  private final Deque<Kept> signals = new ArrayDeque<>();
  private long lost;
  private boolean retired;

  TopicLog() {}

  /**
   * Appends a signal. Its place is taken in here, so that whoever looks into a log afterwards finds
   * all signals whose places were taken before.
   *
   * @return null when this log is retired: there may be another one
   */
  synchronized @Nullable Kept append(Signal signal, int keep, Positions positions) {
    if (retired) {
      return null;
    }
    Kept kept = new Kept(positions, positions.next(), signal);
    signals.addLast(kept);
    while (signals.size() > keep) {
      lost = signals.removeFirst().sequence();
    }
    return kept;
  }

  /**
   * Adds what stands after one place and not after another.
   *
   * @return whether something that stood after it is lost
   */
  synchronized boolean copy(long after, long upTo, List<Kept> into) {
    eachNewestFirst(
        upTo,
        kept -> {
          if (kept.sequence() <= after) {
            return false;
          }
          into.add(kept);
          return true;
        });
    return lost > after;
  }

  /** Shows what stands not after a place, the newest first, as long as it is wanted. */
  synchronized void eachNewestFirst(long upTo, Predicate<Kept> wanted) {
    boolean more = true;
    for (Iterator<Kept> newest = signals.descendingIterator(); more && newest.hasNext(); ) {
      Kept kept = newest.next();
      more = kept.sequence() > upTo || wanted.test(kept);
    }
  }

  /** Lets go of all signals. */
  synchronized void forget() {
    if (!signals.isEmpty()) {
      lost = signals.getLast().sequence();
      signals.clear();
    }
  }

  /**
   * Ends a log that is empty.
   *
   * @param horizon raised to the place where it was cut
   * @return false when it is not empty any more
   */
  synchronized boolean retire(AtomicLong horizon) {
    if (!signals.isEmpty()) {
      return false;
    }
    horizon.accumulateAndGet(lost, Math::max);
    retired = true;
    return true;
  }
}
