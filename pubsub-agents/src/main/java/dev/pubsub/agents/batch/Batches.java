package dev.pubsub.agents.batch;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Does many things in chunks, on threads that it is given. Any thread may use it. */
public final class Batches {

  private final Executor executor;
  private final BatchOptions options;

  /**
   * Batches that are done alike.
   *
   * @param executor runs as many tasks at a time as chunks may be under way, each until nothing is
   *     left; whether they may block is its business
   * @param options how batches are done
   */
  public Batches(Executor executor, BatchOptions options) {
    this.executor = executor;
    this.options = options;
  }

  /**
   * Begins a batch.
   *
   * @param items a source that is pulled as the batch goes on, by one thread at a time, and closed
   *     at its end; it may have no end
   * @param task does a chunk of them
   * @param <T> what the items are
   * @return the batch, which goes on by itself
   */
  public <T> Batch<T> run(Stream<T> items, ChunkTask<T> task) {
    Batch<T> batch = new Batch<>(items, task, options);
    batch.start(executor);
    return batch;
  }

  /**
   * Begins a batch of items that are all there.
   *
   * @param items which
   * @param task does a chunk of them
   * @param <T> what the items are
   * @return the batch, which goes on by itself
   */
  public <T> Batch<T> run(Collection<T> items, ChunkTask<T> task) {
    return run(items.stream(), task);
  }
}
