package dev.pubsub.core.system;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts threads. All are daemons: a bus that was left open does not keep a program from ending.
 */
public final class Threads {

  private static final ThreadLocal<Boolean> OURS = ThreadLocal.withInitial(() -> false);

  private static final ThreadLocal<String> SERVED = ThreadLocal.withInitial(() -> "");

  private Threads() {}

  /** Whether the current thread is one of those started here, on which nobody may wait long. */
  public static boolean isOurs() {
    return OURS.get();
  }

  /** The bus for which the current thread delivers; the empty string for none. */
  public static String servedBus() {
    return SERVED.get();
  }

  /** A task that delivers for a bus. */
  public static Runnable serving(String bus, Runnable task) {
    return () -> {
      SERVED.set(bus);
      try {
        task.run();
      } finally {
        SERVED.remove();
      }
    };
  }

  /** Makes a platform thread, not started yet. */
  public static Thread platform(String name, Runnable task) {
    Thread thread = new Thread(marked(task), name);
    thread.setDaemon(true);
    return thread;
  }

  private static Runnable marked(Runnable task) {
    return () -> {
      OURS.set(true);
      task.run();
    };
  }

  /** Platform threads with numbered names for tasks that may block for ever, kept for a while. */
  public static Executor cached(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> platform(prefix + number.incrementAndGet(), task));
  }

  /** A virtual thread for each task, where the JDK has them. */
  static Optional<Executor> virtual() {
    try {
      // Java 21 and later; this code is compiled for 17.
      Executor executor =
          (Executor)
              MethodHandles.publicLookup()
                  .findStatic(
                      Executors.class,
                      "newVirtualThreadPerTaskExecutor",
                      MethodType.methodType(ExecutorService.class))
                  .invoke();
      return Optional.of(task -> executor.execute(marked(task)));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    } catch (Throwable e) {
      throw new IllegalStateException("virtual threads cannot be started", e);
    }
  }
}
