package dev.pubsub.monitoring.alert;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How fast errors use up what an objective allows: the burn rate of "The Site Reliability
 * Workbook", chapter 5. At a rate of 1 there are as many as it allows. A count a minute is kept as
 * long as the longest window. Not for use by several threads.
 */
final class Budget {

  private static final long STEP = Duration.ofMinutes(1).toNanos();

  private final double allowed;
  private final long longest;
  private final NavigableMap<Long, Count> kept = new TreeMap<>();
  private Count last = new Count(0, 0, 0);

  private record Count(long at, long bad, long all) {}

  /**
   * Nothing has happened.
   *
   * @param allowed which share of all may be bad, more than 0
   * @param longest of the windows that will be asked about
   */
  Budget(double allowed, Duration longest) {
    this.allowed = allowed;
    this.longest = longest.toNanos();
    kept.put(0L, last);
  }

  /**
   * One more count of what has happened since the beginning.
   *
   * @param at nanoseconds since then, no less than before
   */
  void note(long at, long bad, long all) {
    last = new Count(at, bad, all);
    if (at - kept.lastKey() >= STEP) {
      kept.put(at, last);
      Long base = kept.floorKey(at - longest);
      if (base != null) {
        kept.headMap(base).clear();
      }
    }
  }

  /**
   * How many times as many are bad as may be, in a window up to now, to within a minute; in what
   * there is of it where less is known.
   *
   * @return 0 where they are too few to tell
   */
  double burn(Duration window) {
    var base = kept.floorEntry(last.at() - window.toNanos());
    Count from = base == null ? kept.firstEntry().getValue() : base.getValue();
    long bad = last.bad() - from.bad();
    return bad < BusLook.FEWEST ? 0 : bad / (allowed * (last.all() - from.all()));
  }
}
