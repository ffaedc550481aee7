package dev.pubsub.benchmarks.fanout;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * The moment at which the last of all subscribers has a message, by that subscriber's own look at
 * the clock. They count down in parts, each on a cache line of its own, so that threads which call
 * different subscribers seldom meet; whoever completes the last part looks.
 *
 * <p>Whoever waits looks at nothing that is written for each subscriber: to be looked at from
 * another processor costs the writer more than the delivery.
 */
final class Complete {

  private static final int MOST_PARTS = 64;
  private static final int CACHE_LINE_INTS = 32; // two lines: they are fetched in pairs
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final int subscribers;
  private final int parts;
  // How many are missing of each part, and before them how many parts are.
  private final AtomicIntegerArray missing;
  private final Counter messages = new Counter();
  private long nanoTime;

  Complete(int subscribers) {
    this.subscribers = subscribers;
    this.parts = Math.min(subscribers, MOST_PARTS);
    this.missing = new AtomicIntegerArray((parts + 2) * CACHE_LINE_INTS);
    missing.set(place(0), parts);
    IntStream.range(0, subscribers).forEach(i -> missing.incrementAndGet(place(part(i))));
  }

  List<Ear> subscribers() {
    return IntStream.range(0, subscribers).<Ear>mapToObj(i -> () -> heard(part(i))).toList();
  }

  /** From 1 on; the same number of subscribers in each, but for one. */
  private int part(int subscriber) {
    return 1 + subscriber % parts;
  }

  private static int place(int part) {
    return (part + 1) * CACHE_LINE_INTS;
  }

  private int size(int part) {
    return subscribers / parts + (part <= subscribers % parts ? 1 : 0);
  }

  private void heard(int part) {
    if (missing.decrementAndGet(place(part)) == 0) {
      missing.setPlain(place(part), size(part));
      if (missing.decrementAndGet(place(0)) == 0) {
        nanoTime = System.nanoTime();
        missing.setPlain(place(0), parts);
        messages.hear();
      }
    }
  }

  /** Gives way until all have so many messages; returns when the last of them came. */
  @SuppressWarnings("ThreadPriorityCheck")
  long await(long count) {
    long start = System.nanoTime();
    while (messages.value() < count) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("lost: " + messages.value() + " came of " + count);
      }
      Thread.yield();
    }
    return nanoTime;
  }
}
