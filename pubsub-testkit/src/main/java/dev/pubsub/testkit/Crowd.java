package dev.pubsub.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Several threads that do something at the same time. */
final class Crowd {

  private Crowd() {}

  /** What each of them does. */
  @FunctionalInterface
  interface Task {
    void run(int number) throws Exception;
  }

  /** Lets so many threads begin at once and returns when all have ended; fails if one has. */
  static void run(int threads, Task task) throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread = new Thread(() -> attempt(begin, task, number, failure), "crowd-" + number);
      thread.setDaemon(true);
      thread.start();
      crowd.add(thread);
    }
    begin.countDown();
    for (Thread thread : crowd) {
      thread.join();
    }
    Throwable first = failure.get();
    if (first != null) {
      throw new AssertionError("one of " + threads + " threads failed: " + first, first);
    }
  }

  private static void attempt(
      CountDownLatch begin, Task task, int number, AtomicReference<Throwable> failure) {
    try {
      begin.await();
      task.run(number);
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }
}
