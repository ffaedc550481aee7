package dev.pubsub.agents.system;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Daemons for turns that may block, for agents on a bus that hands out none. */
public final class OwnThreads {

  private OwnThreads() {}

  /**
   * Threads that are kept for a while.
   *
   * @return runs each task at once
   */
  public static Executor cached() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> daemon("agents-blocking", task));
  }

  /**
   * How many threads can compute at a time.
   *
   * @return 1 or more
   */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * A word by chance.
   *
   * @return six letters and digits
   */
  public static String token() {
    return token(ThreadLocalRandom.current());
  }

  /**
   * A word by chance.
   *
   * @param random chance
   * @return six letters and digits
   */
  public static String token(RandomGenerator random) {
    return random
        .ints(6, 0, Character.MAX_RADIX)
        .mapToObj(digit -> Integer.toString(digit, Character.MAX_RADIX))
        .collect(Collectors.joining());
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
