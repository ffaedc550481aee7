package dev.pubsub.verification.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** Runs one case after the other, and names the one that fails or comes to no end. */
public final class Fuzz {

  /** Of processor time, which passes as little as the cases do while the machine is busy. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AtomicLong running = new AtomicLong();

  private Fuzz() {}

  /** What is fuzzed. */
  public interface Target {

    /**
     * Makes an input and has it decoded.
     *
     * @param random what the input is made by
     * @throws Exception or an error when the decoder did what it must not
     */
    void tryOne(Random random) throws Exception;
  }

  /**
   * Runs cases.
   *
   * @param target what is fuzzed
   * @param seed whatever is run with the same seed is the same
   * @param goesOn asked before each case, with its number
   * @return how many there were
   */
  public static long run(Target target, long seed, LongPredicate goesOn) throws Exception {
    return new Fuzz().runAll(target, seed, goesOn);
  }

  private long runAll(Target target, long seed, LongPredicate goesOn) throws Exception {
    String name = target.getClass().getSimpleName() + " with seed " + seed;
    FutureTask<Long> cases = new FutureTask<>(() -> cases(target, new Random(seed), goesOn));
    Thread thread = new Thread(cases, "fuzz");
    thread.setDaemon(true);
    thread.start();
    long last = -1;
    long lastBegan = 0;
    while (true) {
      try {
        return cases.get(1, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(name + " fails in case " + running, e.getCause());
      } catch (TimeoutException e) {
        long used = THREADS.getThreadCpuTime(thread.getId());
        if (running.get() != last) {
          last = running.get();
          lastBegan = used;
        } else if (used - lastBegan > PATIENCE_NANOS) {
          String where = Arrays.toString(thread.getStackTrace());
          throw new AssertionError(name + " hangs in case " + running + " at " + where, e);
        }
      }
    }
  }

  private long cases(Target target, Random random, LongPredicate goesOn) throws Exception {
    while (goesOn.test(running.get())) {
      target.tryOne(new Random(random.nextLong()));
      running.incrementAndGet();
    }
    return running.get();
  }

  /** The bytes that this thread has allocated so far. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
