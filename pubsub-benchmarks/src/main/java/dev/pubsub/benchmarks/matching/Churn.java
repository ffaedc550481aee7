package dev.pubsub.benchmarks.matching;

import java.util.concurrent.locks.LockSupport;

/**
 * Subscribes and unsubscribes 100,000 times a second each, on a thread of its own, until it is
 * stopped: to the topics and patterns that there are, one in a hundred a pattern. What was
 * subscribed is unsubscribed a thousand subscriptions later.
 */
final class Churn {

  private static final int PER_SECOND = 100_000;
  private static final int AGE = 1_000;
  private static final long PAUSE_NANOS = 200_000;

  private final Index index;
  private final String[] filters;
  private final long start = System.nanoTime();
  private final Thread thread = new Thread(this::run, "churn");
  private volatile boolean stopped;
  private long changed;

  private Churn(Index index, String[] filters) {
    this.index = index;
    this.filters = filters;
  }

  static Churn start(Index index, String[] filters) {
    Churn churn = new Churn(index, filters);
    churn.thread.start();
    return churn;
  }

  private void run() {
    while (!stopped) {
      long due = (System.nanoTime() - start) * PER_SECOND / 1_000_000_000;
      for (; changed < due && !stopped; changed++) {
        index.add(filter(changed), name(changed));
        if (changed >= AGE) {
          index.remove(filter(changed - AGE), name(changed - AGE));
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    for (long rest = Math.max(0, changed - AGE); rest < changed; rest++) {
      index.remove(filter(rest), name(rest));
    }
  }

  private String filter(long number) {
    return filters[(int) (number % filters.length)];
  }

  private static String name(long number) {
    return "visitor-" + number;
  }

  /** How many came, and how many left, each second. */
  double stop() {
    double seconds = (System.nanoTime() - start) / 1e9;
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return changed / seconds;
  }
}
