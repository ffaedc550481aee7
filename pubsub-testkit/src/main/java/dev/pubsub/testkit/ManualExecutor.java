package dev.pubsub.testkit;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Holds tasks until a test runs them, on the test's own thread, in the order in which they came.
 * Any thread may use it.
 */
public final class ManualExecutor implements Executor {

  private final Queue<Runnable> tasks = new ArrayDeque<>();

  /** Has nothing to run yet. */
  public ManualExecutor() {}

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
    }
  }

  /**
   * Runs the oldest task. What it throws comes out here.
   *
   * @return false when there is none
   */
  public boolean runNext() {
    Optional<Runnable> next = take();
    next.ifPresent(Runnable::run);
    return next.isPresent();
  }

  /**
   * Runs all tasks, those included that come while it does.
   *
   * @return how many
   */
  public int runAll() {
    int count = 0;
    while (runNext()) {
      count++;
    }
    return count;
  }

  /**
   * Counts what is yet to run.
   *
   * @return how many tasks wait
   */
  public int pending() {
    synchronized (tasks) {
      return tasks.size();
    }
  }

  private Optional<Runnable> take() {
    synchronized (tasks) {
      return Optional.ofNullable(tasks.poll());
    }
  }
}
