package dev.pubsub.core.system;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts threads. All are daemons: a bus that was left open does not keep a program from ending.
 */
public final class Threads {

  private Threads() {}

  /** Makes a platform thread, not started yet. */
  public static Thread platform(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Makes platform threads with numbered names. */
  private static ThreadFactory factory(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> platform(prefix + number.incrementAndGet(), task);
  }

  /**
   * An executor for tasks that may block for ever: a virtual thread for each where the JDK has
   * them, else a platform thread for each, kept for a while. Needs no closing.
   */
  public static Executor blocking(String prefix) {
    try {
      // Java 21 and later; this code is compiled for 17.
      return (Executor)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (NoSuchMethodException e) {
      return new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory(prefix));
    } catch (Throwable e) {
      throw new IllegalStateException("virtual threads cannot be started", e);
    }
  }
}
