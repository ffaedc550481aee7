package dev.pubsub.cluster.link;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by a word that says why. Any thread. */
final class Losses {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String why, long count) {
    if (count > 0) {
      counts.computeIfAbsent(why, any -> new LongAdder()).add(count);
    }
  }

  /** The counts that are not zero, as they are now. */
  Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    counts.forEach((why, count) -> counted.put(why, count.sum()));
    return counted;
  }
}
