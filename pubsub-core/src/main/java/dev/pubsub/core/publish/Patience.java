package dev.pubsub.core.publish;

import dev.pubsub.core.system.Cpu;
import dev.pubsub.core.system.Threads;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How publishers wait: by trying again, never on a thread of the bus, on which all others wait. */
public final class Patience {

  private final Scheduler time;

  /** By the time of a bus. */
  public Patience(Scheduler time) {
    this.time = time;
  }

  /**
   * The result of an attempt that was made in vain before; null when the time is over.
   *
   * @param attempt makes it once; null when it has to be made again
   */
  public <T> @Nullable T tryAgain(
      Duration longest, BooleanSupplier isWanted, Supplier<@Nullable T> attempt) {
    if (longest.isZero() || Threads.isOurs()) {
      return null;
    }
    long until = time.nanoTime() + longest.toNanos();
    T result = null;
    for (int i = 0; result == null && isWanted.getAsBoolean() && !isInterrupted(); i++) {
      if (time.nanoTime() - until >= 0) {
        break;
      }
      Cpu.backOff(i);
      result = attempt.get();
    }
    return result;
  }

  /** Whoever is interrupted does not want to wait any longer; the interrupt is theirs to handle. */
  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
