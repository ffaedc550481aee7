package dev.pubsub.benchmarks.fanout;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What one subscriber has received; one thread at a time counts, any thread looks. */
final class Counter implements Ear {

  /** More than ten seconds. */
  private static final int PATIENCE = 150_000;

  // An object of its own between two others of these: 64 bytes keep neighbours off its cache line.
  private final AtomicLong[] spread = new AtomicLong[8];
  private final AtomicLong count;

  Counter() {
    for (int i = 0; i < spread.length; i++) {
      spread[i] = new AtomicLong();
    }
    count = spread[spread.length / 2];
  }

  @Override
  public void hear() {
    count.setRelease(count.getPlain() + 1);
  }

  long value() {
    return count.getAcquire();
  }

  /** Spins, then yields, then sleeps: the shortest sleep there is takes about 80 µs. */
  @SuppressWarnings("ThreadPriorityCheck")
  void await(long wanted) {
    for (int tries = 0; value() < wanted; tries++) {
      if (tries < 200) {
        Thread.onSpinWait();
      } else if (tries < 220) {
        Thread.yield();
      } else if (tries < PATIENCE) {
        LockSupport.parkNanos(20_000);
      } else {
        throw new IllegalStateException("lost: " + value() + " came of " + wanted);
      }
    }
  }
}
