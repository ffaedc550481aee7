package dev.pubsub.spi;

import java.time.Duration;

/** Elapsed time, and short tasks that run once it has passed. Any thread may use it. */
public interface Scheduler {

  /**
   * A count of nanoseconds that never goes back; only differences mean anything.
   *
   * @return the present count
   */
  long nanoTime();

  /**
   * Runs a task once, later. Tasks share one thread: they must be short and must not block. An
   * exception from one is logged and disturbs no other.
   *
   * @param delay how long to wait at least
   * @param task what to run
   * @return the handle to call it off
   */
  Cancellable schedule(Duration delay, Runnable task);

  /** A task that has not run yet, perhaps. */
  @FunctionalInterface
  interface Cancellable {

    /** Calls the task off unless it has begun; does nothing afterwards. */
    void cancel();
  }
}
