package dev.pubsub.agents.system;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread that has done its work waits a little for more before it sleeps: to wake one
 * takes many times as long as a short turn, and what agents tell each other comes at once.
 */
final class HotSeat {

  private static final long STAY_NANOS = 50_000;
  private static final int LOOKS_AT_A_TIME = 64;

  private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
  private final AtomicBoolean taken = new AtomicBoolean();

  /** Gives a task to the thread that waits; false when there is none, or it has one. */
  boolean offer(Runnable task) {
    if (!taken.get() || !next.compareAndSet(null, task)) {
      return false;
    }
    // Gone meanwhile, perhaps, and then it does not look again.
    return taken.get() || !next.compareAndSet(task, null);
  }

  /**
   * Waits for a task, unless somebody does already.
   *
   * @param isWanted whether there is other work to do
   * @param elsewhere runs what comes while one is found
   * @return what to run now, away from the seat, or null
   */
  @Nullable Runnable stay(BooleanSupplier isWanted, Executor elsewhere) {
    if (!taken.compareAndSet(false, true)) {
      return null;
    }
    Runnable found = await(isWanted);
    taken.set(false);
    Runnable late = next.getAndSet(null);
    if (found == null) {
      return late;
    }
    if (late != null) {
      elsewhere.execute(late);
    }
    return found;
  }

  private @Nullable Runnable await(BooleanSupplier isWanted) {
    long begun = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS_AT_A_TIME; i++) {
        if (next.get() != null) {
          return next.getAndSet(null);
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - begun < STAY_NANOS && !isWanted.getAsBoolean());
    return null;
  }
}
