package dev.pubsub.testkit;

import dev.pubsub.Delivery;
import dev.pubsub.DropReason;
import dev.pubsub.Subscriber;
import dev.pubsub.SubscriptionStats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A subscriber that behaves in a given way, and notes when the bus breaks a promise to it. */
final class StressSubscriber implements Subscriber {

  /** How a subscriber behaves. */
  enum Behaviour {
    GOOD,
    SLEEPS,
    COMPUTES,
    THROWS,
    BLOCKS
  }

  /** What is published: the number counts up for each publisher. */
  record Numbered(int publisher, long number) {}

  private final Behaviour behaviour;
  private final CountDownLatch gate;
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private final long[] last;
  private volatile long calls;
  private volatile long outOfOrder;

  StressSubscriber(Behaviour behaviour, int publishers, CountDownLatch gate) {
    this.behaviour = behaviour;
    this.gate = gate;
    this.last = new long[publishers];
    Arrays.fill(last, -1);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time, which is what is tested
  public void receive(Delivery delivery) throws InterruptedException {
    if (inside.incrementAndGet() != 1) {
      overlaps.incrementAndGet();
    }
    try {
      Numbered signal = (Numbered) delivery.signal().payload();
      if (signal.number <= last[signal.publisher]) {
        outOfOrder++;
      }
      last[signal.publisher] = signal.number;
      calls++;
      behave();
    } finally {
      inside.decrementAndGet();
    }
  }

  private void behave() throws InterruptedException {
    switch (behaviour) {
      case GOOD -> {}
      case SLEEPS -> {
        if (calls % 500 == 0) {
          LockSupport.parkNanos(3_000_000);
        }
      }
      case COMPUTES -> {
        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
          sum += Math.sqrt(i);
        }
        if (sum < 0) {
          throw new AssertionError("the sum is used, so that it is computed");
        }
      }
      case THROWS -> {
        if (calls % 3 == 0) {
          throw new IllegalStateException("thrown on purpose");
        }
      }
      case BLOCKS -> {
        if (calls == 100) {
          gate.await();
        }
      }
    }
  }

  /** The promises that were broken. */
  List<String> faults(SubscriptionStats stats, long matched) {
    List<String> faults = new ArrayList<>();
    if (overlaps.get() > 0) {
      faults.add(behaviour + ": called by two threads at once " + overlaps + " times");
    }
    if (outOfOrder > 0) {
      faults.add(behaviour + ": out of order " + outOfOrder + " times");
    }
    long failed = stats.dropped().getOrDefault(DropReason.FAILED, 0L);
    if (stats.delivered() + failed != calls) {
      faults.add(behaviour + ": called " + calls + " times, counted as " + stats);
    }
    if (stats.delivered() + stats.droppedTotal() != matched) {
      faults.add(behaviour + ": " + matched + " were published to it, counted as " + stats);
    }
    return faults;
  }
}
