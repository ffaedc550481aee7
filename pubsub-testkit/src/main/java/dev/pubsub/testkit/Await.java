package dev.pubsub.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Await {

  private static final long NAP = 200_000;
  private static final Duration LONG = Duration.ofSeconds(10);

  private Await() {}

  /** Returns when all assertions hold, or fails as the last of them did. */
  static void untilAsserted(Runnable assertions) {
    try {
      until("all assertions hold", () -> holds(assertions));
    } catch (AssertionError inVain) {
      assertions.run();
      throw inVain;
    }
  }

  private static boolean holds(Runnable assertions) {
    try {
      assertions.run();
      return true;
    } catch (AssertionError notYet) {
      return false;
    }
  }

  /** Returns when it is so, or fails after 10 seconds at least. */
  static void until(String what, BooleanSupplier condition) {
    until(LONG, what, condition);
  }

  /** Returns when it is so, or fails after so long at least. */
  static void until(Duration patience, String what, BooleanSupplier condition) {
    long naps = patience.toNanos() / NAP;
    for (long i = 0; !condition.getAsBoolean(); i++) {
      if (i == naps || Thread.currentThread().isInterrupted()) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(NAP);
    }
  }
}
