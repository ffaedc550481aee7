package dev.pubsub.cluster.coordination;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs tasks one after the other, on a thread that it has only while there are some. */
final class Strand implements Executor {

  private final Executor executor;
  private final Runnable afterAll;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  Strand(Executor executor) {
    this(executor, () -> {});
  }

  /**
   * Tasks must not throw.
   *
   * @param afterAll runs when no task is left for the moment
   */
  Strand(Executor executor, Runnable afterAll) {
    this.executor = executor;
    this.afterAll = afterAll;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  private void wake() {
    if (!tasks.isEmpty() && running.compareAndSet(false, true)) {
      executor.execute(this::run);
    }
  }

  private void run() {
    try {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      afterAll.run();
    } finally {
      running.set(false);
    }
    // What came between the last look and that.
    wake();
  }
}
