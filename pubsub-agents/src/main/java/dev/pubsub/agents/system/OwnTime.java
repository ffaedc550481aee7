package dev.pubsub.agents.system;

import dev.pubsub.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real time, for agents on a bus that hands out none: one daemon, started with the first task. */
public final class OwnTime implements Scheduler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnTime.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, task -> OwnThreads.daemon("agents-time", task));

  /** Starts no thread yet. */
  public OwnTime() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /**
   * The time of day.
   *
   * @return the clock of this machine
   */
  public static Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    try {
      Future<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A scheduled task failed", e);
    }
  }

  /** Runs nothing any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
