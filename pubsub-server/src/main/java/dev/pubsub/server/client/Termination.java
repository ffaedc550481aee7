package dev.pubsub.server.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Turns SIGTERM and Ctrl-C into an interrupt of the thread that runs a command, and the status of
 * the command into the status of the process. Without it the JVM would end with 143 or 130.
 */
public final class Termination {

  private static final int TOO_LATE = 1;

  private final Consumer<Thread> hooks;
  private final IntConsumer halt;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  /**
   * Listens to nothing yet.
   *
   * @param hooks takes what is to run when the process is told to end
   * @param halt ends the process at once
   */
  Termination(Consumer<Thread> hooks, IntConsumer halt) {
    this.hooks = hooks;
    this.halt = halt;
  }

  /**
   * That of this process.
   *
   * @return one that listens to nothing yet
   */
  public static Termination ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new Termination(runtime::addShutdownHook, runtime::halt);
  }

  /**
   * That of commands run inside another program, which interrupts their thread itself.
   *
   * @return one that never listens
   */
  public static Termination none() {
    return new Termination(hook -> {}, status -> {});
  }

  /**
   * From now on the calling thread is interrupted when the process is told to end.
   *
   * @param patience how long the thread has to finish with a status; then the status is 1
   */
  public void interruptsThisThread(Duration patience) {
    Thread thread = Thread.currentThread();
    hooks.accept(new Thread(() -> end(thread, patience), "termination"));
  }

  private void end(Thread thread, Duration patience) {
    if (!status.isDone()) {
      thread.interrupt();
    }
    halt.accept(
        status.completeOnTimeout(TOO_LATE, patience.toMillis(), TimeUnit.MILLISECONDS).join());
  }

  /**
   * Tells the status of the command. The caller is to end the process with it, which waits for
   * nothing but the hooks.
   *
   * @param code the exit status
   */
  public void finished(int code) {
    status.complete(code);
  }
}
