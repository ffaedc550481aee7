package dev.pubsub.agents.system;

import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads for turns of agents that do not block. They are daemons, and start when there is
 * work.
 *
 * <p>While there is work they are looked at. Who is at one task for two looks holds the others up:
 * then the whole crew is relieved by a new one, and its threads end after their present tasks. So
 * an agent that blocks without having said so costs a thread, and nobody else waits for it longer
 * than that. The number of such crews is bounded.
 */
public final class Workers implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final int QUIET_LOOKS = 10;
  private static final int MOST_RELIEVED = 32;

  private final int size;
  private final String prefix;
  private final Scheduler scheduler;
  private final AtomicBoolean watched = new AtomicBoolean();
  private final HotSeat seat = new HotSeat();
  private volatile @Nullable Crew crew;
  // The rest belongs to whoever looks.
  private final List<Crew> relieved = new ArrayList<>();
  private int quietLooks;
  private volatile boolean closed;

  /**
   * Starts no thread before there is work.
   *
   * @param size how many threads, 1 or more
   * @param prefix what their names begin with
   * @param scheduler by which they are looked at
   */
  public Workers(int size, String prefix, Scheduler scheduler) {
    this.size = size;
    this.prefix = prefix;
    this.scheduler = scheduler;
  }

  /**
   * Runs a task by one of the threads.
   *
   * @throws RejectedExecutionException once these are closed
   */
  @Override
  public void execute(Runnable task) {
    if (!seat.offer(task)) {
      submit(() -> runAndStay(task));
    }
    if (!watched.get() && watched.compareAndSet(false, true)) {
      quietLooks = 0;
      next();
    }
  }

  private void submit(Runnable task) {
    try {
      crew().execute(task);
    } catch (OutOfMemoryError e) {
      // It is taken, but there was no thread: the next one that is submitted has one started.
      LOG.warn("No thread for an agent yet", e);
      var unused = scheduler.schedule(AGAIN, () -> execute(() -> {}));
    }
  }

  private void runAndStay(Runnable task) {
    Runnable now = task;
    while (now != null) {
      now.run();
      now = size > 1 ? seat.stay(this::hasOtherWork, this) : null;
    }
  }

  private boolean hasOtherWork() {
    Crew now = crew;
    return closed || now == null || now.hasWork();
  }

  /**
   * Runs what a task consists of, and notes that it is under way. The thread is as interrupted
   * afterwards as before, and one of these never is: an interruption was meant for the task.
   *
   * @param work what to run on the current thread, which need not be one of these
   */
  public static void perform(Runnable work) {
    if (Thread.currentThread() instanceof Crew.Worker worker) {
      worker.step();
      try {
        work.run();
      } finally {
        worker.step();
        var unused = Thread.interrupted();
      }
    } else {
      boolean before = Thread.currentThread().isInterrupted();
      try {
        work.run();
      } finally {
        restore(before);
      }
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    } else {
      var unused = Thread.interrupted();
    }
  }

  private Crew crew() {
    Crew now = crew;
    return now == null ? start() : now;
  }

  private synchronized Crew start() {
    Crew now = crew;
    if (now == null) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      now = Crew.of(size, prefix);
      crew = now;
    }
    return now;
  }

  private void next() {
    var unused = scheduler.schedule(LOOK, this::look);
  }

  private synchronized void look() {
    Crew now = crew;
    if (closed || now == null) {
      return;
    }
    relieved.removeIf(crew -> isOver(crew, now));
    boolean busy = !now.isQuiescent() || now.hasWork();
    if (now.isStuck() && now.hasWork()) {
      relieve(now);
    }
    quietLooks = busy ? 0 : quietLooks + 1;
    if (quietLooks < QUIET_LOOKS || !mayRest(now)) {
      next();
    }
  }

  private boolean mayRest(Crew now) {
    watched.set(false);
    // Work that came just now was perhaps put down by somebody who saw that it is watched.
    return !now.hasWork() || !watched.compareAndSet(false, true);
  }

  private static boolean isOver(Crew relieved, Crew by) {
    relieved.handOver(by);
    return relieved.isQuiescent();
  }

  private void relieve(Crew stuck) {
    if (relieved.size() >= MOST_RELIEVED) {
      LOG.warn("{} crews of threads wait for agents that block; no more are made", MOST_RELIEVED);
      return;
    }
    LOG.debug("An agent blocks a thread of the others; mayBlock() would give it one of its own");
    Crew fresh = Crew.of(size, prefix);
    crew = fresh;
    relieved.add(stuck);
    stuck.handOver(fresh);
  }

  /** Takes nothing more; what is under way goes on. */
  @Override
  public synchronized void close() {
    closed = true;
    relieved.forEach(Crew::shutdown);
    Crew now = crew;
    if (now != null) {
      now.shutdown();
    }
  }
}
