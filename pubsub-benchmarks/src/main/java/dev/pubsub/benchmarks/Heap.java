package dev.pubsub.benchmarks;

import java.lang.management.ManagementFactory;

/** What is on the heap of this process. */
public final class Heap {

  private Heap() {}

  /** Bytes in use once the garbage is gone. */
  public static long used() {
    // More than once: what one collection finds unreachable may hold something by a reference
    // queue.
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
