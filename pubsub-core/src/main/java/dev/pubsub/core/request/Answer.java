package dev.pubsub.core.request;

import dev.pubsub.core.system.Cpu;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What somebody asked for. Who waits for it where answers have come at once stays awake for some
 * microseconds first: to sleep and to be woken takes longer than such an answer.
 *
 * @param <T> what it is
 */
final class Answer<T> extends CompletableFuture<T> {

  // About ten microseconds.
  private static final int LOOKS = 200;
  private static final int LOOKS_IN_A_ROW = 16;

  private final Promptness promptness;

  /** Not there yet. */
  Answer(Promptness promptness) {
    this.promptness = promptness;
  }

  /** What is made of it is waited for in the same way. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Answer<>(promptness);
  }

  @Override
  public T join() {
    stayAwake();
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    stayAwake();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    stayAwake();
    return super.get(timeout, unit);
  }

  private void stayAwake() {
    for (int i = 1; i <= LOOKS && !isDone() && promptness.isLikely(); i++) {
      Cpu.spin(1);
      if (i % LOOKS_IN_A_ROW == 0) {
        Cpu.giveWay();
      }
    }
  }
}
