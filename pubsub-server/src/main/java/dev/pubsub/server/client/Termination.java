package dev.pubsub.server.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Turns SIGTERM, Ctrl-C and the end of the terminal into an interrupt of the thread that runs a
 * command. Whoever says it again, or a command that takes too long to end, ends the process.
 */
public final class Termination {

  private static final int CUT_SHORT = 1;

  private final Consumer<Runnable> signals;
  private final IntConsumer halt;
  private final Consumer<String> teller;
  private final AtomicBoolean told = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Duration patience = Duration.ZERO;

  /**
   * Listens to nothing yet.
   *
   * @param signals takes what is to run, on a thread of its own, whenever the process is told to
   *     end
   * @param halt ends the process at once
   * @param teller takes a line for the user
   */
  Termination(Consumer<Runnable> signals, IntConsumer halt, Consumer<String> teller) {
    this.signals = signals;
    this.halt = halt;
    this.teller = teller;
  }

  /**
   * That of this process.
   *
   * @param console where the user is told of a hard end
   * @return one that listens to nothing yet
   */
  public static Termination ofProcess(Console console) {
    return new Termination(
        Signals::whenToldToEnd, Runtime.getRuntime()::halt, console.err()::println);
  }

  /**
   * That of commands run inside another program, which interrupts their thread itself.
   *
   * @return one that never listens
   */
  public static Termination none() {
    return new Termination(handler -> {}, status -> {}, line -> {});
  }

  /**
   * From now on the calling thread is interrupted when the process is told to end.
   *
   * @param time how long the thread then has to finish; after that the status of the process is 1
   */
  public void interruptsThisThread(Duration time) {
    patience = time;
    Thread thread = Thread.currentThread();
    signals.accept(() -> end(thread));
  }

  /**
   * Changes how long the thread has to finish once the process is told to end.
   *
   * @param time counted from then
   */
  public void patience(Duration time) {
    patience = time;
  }

  private void end(Thread thread) {
    if (told.getAndSet(true)) {
      cutShort("told to end once more");
      return;
    }
    Duration time = patience;
    thread.interrupt();
    try {
      if (!finished.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        cutShort("not at an end %d s after it was told to".formatted(time.toSeconds()));
      }
    } catch (InterruptedException e) {
      cutShort("interrupted while it ended");
    }
  }

  private void cutShort(String why) {
    if (finished.getCount() > 0) {
      teller.accept("CUT_SHORT: " + why + ", so what it still had to do is not done");
      halt.accept(CUT_SHORT);
    }
  }

  /** Tells that the command is done; the caller is to end the process with its status. */
  public void finished() {
    finished.countDown();
  }
}
