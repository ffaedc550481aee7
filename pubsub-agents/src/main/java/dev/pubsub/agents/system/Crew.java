package dev.pubsub.agents.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Some threads that share work, first come first served. A crew can be relieved by another one. */
final class Crew extends ForkJoinPool {

  private static final int KEEP_SECONDS = 10;
  private static final int MOST_SPARE = 32;

  private final Set<Worker> workers;

  private Crew(int size, String prefix, Set<Worker> workers) {
    super(
        size,
        pool -> new Worker(pool, prefix, workers),
        null,
        true,
        size,
        size + MOST_SPARE,
        size,
        // What blocks by the means of the JDK has a spare thread started; past that it just blocks.
        saturated -> true,
        KEEP_SECONDS,
        TimeUnit.SECONDS);
    this.workers = workers;
  }

  static Crew of(int size, String prefix) {
    return new Crew(size, prefix, ConcurrentHashMap.newKeySet());
  }

  /** Whether one of them has been at the same task since it was last asked, by one thread. */
  boolean isStuck() {
    boolean stuck = false;
    for (Worker worker : workers) {
      stuck |= worker.isStuck();
    }
    return stuck;
  }

  boolean hasWork() {
    return hasQueuedSubmissions() || getQueuedTaskCount() > 0;
  }

  /**
   * Hands over what nobody has begun. It is not shut down: that would lose what somebody submits
   * just now. Its threads end when they have had nothing to do for a while.
   */
  void handOver(Crew to) {
    List<ForkJoinTask<?>> left = new ArrayList<>();
    if (drainTasksTo(left) > 0) {
      left.forEach(to::execute);
    }
  }

  /** Counts its tasks for whoever looks whether it is stuck. */
  static final class Worker extends ForkJoinWorkerThread {

    private final Set<Worker> all;
    // Odd while it is at a task. Written by this thread alone.
    private final AtomicInteger steps = new AtomicInteger();
    private int lastSteps;

    Worker(ForkJoinPool pool, String prefix, Set<Worker> all) {
      super(pool);
      this.all = all;
      setName(prefix + threadId(this));
      setDaemon(true);
    }

    @SuppressWarnings("deprecation") // Its successor came with Java 19.
    private static long threadId(Thread thread) {
      return thread.getId();
    }

    @Override
    protected void onStart() {
      all.add(this);
    }

    @Override
    protected void onTermination(Throwable e) {
      all.remove(this);
    }

    void step() {
      steps.lazySet(steps.getPlain() + 1);
    }

    private boolean isStuck() {
      int now = steps.get();
      boolean stuck = now == lastSteps && (now & 1) == 1;
      lastSteps = now;
      return stuck;
    }
  }
}
