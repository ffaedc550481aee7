package dev.pubsub.monitoring.performance;

import java.util.HashMap;
import java.util.Map;

/**
 * Which keys of a stream are the most frequent, by as many counters as there is room for: A.
 * Metwally, D. Agrawal and A. El Abbadi, "Efficient computation of frequent and top-k elements in
 * data streams", ICDT 2005. Where there is no counter for a key, it takes over the one with the
 * lowest count and goes on from there; what it took over is its error. One thread at a time.
 *
 * <p>A key was there at least as often as its count less its error, and at most as often as its
 * count. No error is above the length of the stream divided by the number of counters, and whatever
 * was there more often than that has a counter.
 */
final class SpaceSaving {

  private final Counter[] heap;
  private final Map<String, Counter> byKey;
  private int size;

  /** The count of a key, and its place in the heap, whose root has the lowest count. */
  private static final class Counter {
    private String key;
    private long count;
    private long error;
    private int place;

    Counter(String key, int place) {
      this.key = key;
      this.place = place;
    }
  }

  /**
   * Nothing counted yet.
   *
   * @param counters 1 or more
   */
  SpaceSaving(int counters) {
    heap = new Counter[counters];
    byKey = new HashMap<>();
  }

  /** Counts a key once. */
  void count(String key) {
    Counter counter = byKey.get(key);
    if (counter == null) {
      counter = size < heap.length ? added(key) : takenOver(key);
      byKey.put(key, counter);
    }
    counter.count++;
    sink(counter);
  }

  /** A count of nothing belongs to the root. */
  private Counter added(String key) {
    Counter counter = new Counter(key, size++);
    heap[counter.place] = counter;
    while (counter.place > 0) {
      swap(counter, heap[(counter.place - 1) / 2]);
    }
    return counter;
  }

  private Counter takenOver(String key) {
    Counter lowest = heap[0];
    byKey.remove(lowest.key);
    lowest.key = key;
    lowest.error = lowest.count;
    return lowest;
  }

  private void sink(Counter counter) {
    for (Counter lower = lower(counter); lower != counter; lower = lower(counter)) {
      swap(counter, lower);
    }
  }

  /** Which of a counter and those below it has the lowest count; itself where several have. */
  private Counter lower(Counter counter) {
    Counter lowest = counter;
    int child = 2 * counter.place + 1;
    for (int i = child; i < Math.min(child + 2, size); i++) {
      if (heap[i].count < lowest.count) {
        lowest = heap[i];
      }
    }
    return lowest;
  }

  private void swap(Counter one, Counter other) {
    int place = one.place;
    heap[other.place] = one;
    heap[place] = other;
    one.place = other.place;
    other.place = place;
  }

  /** How often a key can have been there that has no counter. */
  long unseen() {
    return size < heap.length ? 0 : heap[0].count;
  }

  /** What is known of each key that has a counter. */
  Map<String, Range> counts() {
    Map<String, Range> counts = new HashMap<>();
    byKey.forEach(
        (key, counter) -> counts.put(key, new Range(counter.count - counter.error, counter.count)));
    return counts;
  }

  /**
   * Between which bounds a count lies.
   *
   * @param atLeast this much
   * @param atMost this much
   */
  record Range(long atLeast, long atMost) {}
}
