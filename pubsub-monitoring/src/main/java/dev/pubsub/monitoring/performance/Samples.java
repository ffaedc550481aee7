package dev.pubsub.monitoring.performance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last samples of one bus. One thread at a time. */
final class Samples {

  private final int capacity;
  private final Deque<Sample> kept = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param capacity how many intervals are kept, which takes one sample more
   */
  Samples(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps a sample, the latest so far; the oldest goes where there are too many. */
  void add(Sample sample) {
    if (kept.size() > capacity) {
      kept.removeFirst();
    }
    kept.addLast(sample);
  }

  /** The intervals that lie within a span before the last sample, the oldest first. */
  List<Interval> within(Duration frame) {
    List<Interval> found = new ArrayList<>();
    Sample before = kept.getFirst();
    for (Sample sample : kept) {
      boolean recent = kept.getLast().nanos() - before.nanos() <= frame.toNanos();
      // A machine that was asleep runs several ticks at once, with no time between them.
      if (recent && sample.nanos() > before.nanos()) {
        found.add(new Interval(before, sample));
      }
      before = sample;
    }
    return found;
  }
}
