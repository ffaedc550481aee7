package dev.pubsub.core.request;

import dev.pubsub.core.system.Cpu;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What somebody asked for. Who waits for it where replies come at once stays awake for ten
 * microseconds first: to sleep and to be woken takes longer than such a reply.
 *
 * @param <T> what it is
 */
final class Awaited<T> extends CompletableFuture<T> {

  private static final long AWAKE_NANOS = 10_000;
  private static final int LOOKS_IN_A_ROW = 16;

  private final BooleanSupplier isSoon;

  /** Not there yet; it may be soon, or not. */
  Awaited(BooleanSupplier isSoon) {
    this.isSoon = isSoon;
  }

  /** What is made of it is waited for in the same way. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Awaited<>(isSoon);
  }

  @Override
  public T join() {
    stayAwake(AWAKE_NANOS);
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    stayAwake(AWAKE_NANOS);
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    stayAwake(Math.min(AWAKE_NANOS, unit.toNanos(timeout)));
    return super.get(timeout, unit);
  }

  private void stayAwake(long nanos) {
    long begun = Cpu.nanoTime();
    for (int i = 1; !isDone() && isSoon.getAsBoolean() && Cpu.nanoTime() - begun < nanos; i++) {
      Cpu.spin(1);
      if (i % LOOKS_IN_A_ROW == 0) {
        Cpu.giveWay();
      }
    }
  }
}
