package dev.pubsub.benchmarks.fanout;

import java.util.List;

/**
 * One publisher, whose N subscribers count, with a window of min(1024, max(32, 65536/N)) in flight
 * for which it waits. One thread at a time uses it.
 */
final class Producer {

  private final Runnable publish;
  private final List<Counter> subscribers;
  private final int half;
  private long sent;

  Producer(Runnable publish, List<Counter> subscribers) {
    this.publish = publish;
    this.subscribers = subscribers;
    this.half = Math.min(1024, Math.max(32, 65536 / Math.max(1, subscribers.size()))) / 2;
  }

  /** Publishes for so long, until everybody has everything; returns how much that was. */
  long run(long nanos) {
    long before = sent;
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() - until < 0) {
      for (int i = 0; i < half; i++) {
        publish.run();
      }
      await(sent);
      sent += half;
    }
    await(sent);
    return sent - before;
  }

  /** From the last in line on: to be looked at in the midst of counting slows a subscriber down. */
  private void await(long wanted) {
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      subscribers.get(i).await(wanted);
    }
  }
}
