package dev.pubsub.core.system;

import java.util.concurrent.locks.LockSupport;

/** Short waits and the time they take, for threads that must not sleep yet. */
public final class Cpu {

  private Cpu() {}

  /** Elapsed real time in nanoseconds, also where the assembly runs on time moved by hand. */
  public static long nanoTime() {
    return System.nanoTime();
  }

  /** Spins for so many hints, about 50 ns each. */
  public static void spin(int hints) {
    for (int i = 0; i < hints; i++) {
      Thread.onSpinWait();
    }
  }

  /** Lets another thread run first, if one wants this processor. */
  @SuppressWarnings("ThreadPriorityCheck") // only ever to be polite, never for correctness
  public static void giveWay() {
    Thread.yield();
  }

  /**
   * Waits a little, the longer the more often it was called before: a park alone takes far longer
   * than what is usually waited for.
   */
  public static void backOff(int calls) {
    if (calls < 100) {
      spin(8);
    } else if (calls < 300) {
      giveWay();
    } else {
      LockSupport.parkNanos(50_000);
    }
  }

  /** Sleeps for about a millisecond. */
  public static void sleep() {
    LockSupport.parkNanos(1_000_000);
  }
}
