package dev.pubsub.monitoring.performance;

import dev.pubsub.monitoring.performance.SpaceSaving.Range;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts on many threads that never wait for each other: each begins at a sketch of its own, goes
 * on to the next while another is at it, and gives up when all are taken.
 */
final class Stripes {

  private static final int COUNT = 8;

  private final Stripe[] stripes = new Stripe[COUNT];
  private final LongAdder missed = new LongAdder();

  private static final class Stripe {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final SpaceSaving sketch;

    Stripe(int counters) {
      sketch = new SpaceSaving(counters);
    }

    private boolean take() {
      return !taken.get() && taken.compareAndSet(false, true);
    }

    /** Whether it was free, and so has counted. */
    boolean count(String key) {
      if (!take()) {
        return false;
      }
      try {
        sketch.count(key);
      } finally {
        taken.set(false);
      }
      return true;
    }

    /** Whoever counts is done at once, so this does not wait for long. */
    Known known() {
      while (!take()) {
        Thread.onSpinWait();
      }
      try {
        return new Known(sketch.counts(), sketch.unseen());
      } finally {
        taken.set(false);
      }
    }
  }

  Stripes(int counters) {
    Arrays.setAll(stripes, i -> new Stripe(counters));
  }

  /** Counts a key once, or that it was missed. */
  void count(String key) {
    int home = Thread.currentThread().hashCode();
    for (int i = 0; i < COUNT; i++) {
      if (stripes[(home + i) & (COUNT - 1)].count(key)) {
        return;
      }
    }
    missed.increment();
  }

  /** How many were not counted. */
  long missed() {
    return missed.sum();
  }

  /**
   * What is known of each key that has a counter anywhere; the ranges are as if one sketch had
   * counted all, but for those that were missed. Counting goes on beside it.
   */
  static Map<String, Range> merged(Stream<Stripes> all) {
    List<Known> parts =
        all.flatMap(each -> Arrays.stream(each.stripes)).map(Stripe::known).toList();
    long unseen = parts.stream().mapToLong(Known::unseen).sum();
    Map<String, Range> merged = new HashMap<>();
    for (Known part : parts) {
      part.counts()
          .forEach(
              (key, range) -> {
                Range sum = merged.getOrDefault(key, new Range(0, unseen));
                merged.put(
                    key,
                    new Range(
                        sum.atLeast() + range.atLeast(),
                        sum.atMost() - part.unseen() + range.atMost()));
              });
    }
    return merged;
  }

  private record Known(Map<String, Range> counts, long unseen) {}
}
