package dev.pubsub.agents.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many things that are being done. Any thread may use it; nothing in it blocks.
 *
 * @param <T> what the items are
 */
public final class Batch<T> {

  /** A chunk may be asked to be larger than any source. */
  private static final int MOST_AT_FIRST = 1024;

  private final Stream<T> items;
  private final Spliterator<T> source;
  private final ChunkTask<T> task;
  private final BatchOptions options;
  private final OptionalLong total;
  private final CompletableFuture<BatchReport<T>> result = new CompletableFuture<>();

  /** Held by whoever pulls the source, which may block. */
  private final Object pulling = new Object();

  /** Held by whoever tells of progress, so that figures ascend. */
  private final Object telling = new Object();

  private final List<BatchFailure<T>> failures = new ArrayList<>();
  private long succeeded;
  private long failed;
  private int working;
  private boolean cancelled;
  private volatile boolean ended;
  private @Nullable Throwable broken;

  Batch(Stream<T> items, ChunkTask<T> task, BatchOptions options) {
    this.items = items;
    this.source = items.spliterator();
    this.task = task;
    this.options = options;
    long size = source.getExactSizeIfKnown();
    this.total = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  void start(Executor executor) {
    working = options.parallel();
    for (int i = 0; i < options.parallel(); i++) {
      try {
        executor.execute(this::work);
      } catch (RuntimeException e) {
        stop(e);
        finish();
      }
    }
  }

  private void work() {
    try {
      for (List<T> chunk = pull(); !chunk.isEmpty(); chunk = pull()) {
        handle(chunk);
      }
    } catch (Throwable e) {
      // Of the source or of whoever is told; whoever waits for the result has to know of any.
      stop(e);
    } finally {
      finish();
    }
  }

  private List<T> pull() {
    synchronized (pulling) {
      List<T> chunk = new ArrayList<>(Math.min(options.chunk(), MOST_AT_FIRST));
      while (!ended && chunk.size() < options.chunk()) {
        if (!source.tryAdvance(chunk::add)) {
          ended = true;
        }
      }
      return chunk;
    }
  }

  private void handle(List<T> chunk) {
    List<BatchFailure<T>> now = new ArrayList<>();
    try {
      task.run(chunk, (item, cause) -> now.add(new BatchFailure<>(item, cause)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(e);
      failAll(chunk, e, now);
    } catch (Exception e) {
      failAll(chunk, e, now);
    }
    synchronized (telling) {
      options.onProgress().accept(count(chunk.size(), now));
    }
  }

  private void failAll(List<T> chunk, Exception cause, List<BatchFailure<T>> now) {
    now.clear();
    chunk.forEach(item -> now.add(new BatchFailure<>(item, cause)));
  }

  private synchronized BatchProgress count(int size, List<BatchFailure<T>> now) {
    failed += now.size();
    succeeded += size - now.size();
    int room = options.failuresKept() - failures.size();
    failures.addAll(now.subList(0, Math.min(room, now.size())));
    return progress();
  }

  private synchronized void stop(Throwable cause) {
    ended = true;
    if (broken == null) {
      broken = cause;
    }
  }

  /** The last one who works closes the source and says how it went. */
  private void finish() {
    BatchReport<T> report;
    Throwable cause;
    synchronized (this) {
      working--;
      if (working > 0) {
        return;
      }
      report = new BatchReport<>(progress(), failures, cancelled);
      cause = broken;
    }
    try {
      items.close();
    } catch (RuntimeException e) {
      cause = cause == null ? e : cause;
    }
    if (cause == null) {
      result.complete(report);
    } else {
      result.completeExceptionally(cause);
    }
  }

  /**
   * How far it is.
   *
   * @return the figures; chunks under way are not among them
   */
  public synchronized BatchProgress progress() {
    return new BatchProgress(succeeded, failed, total);
  }

  /** Begins no further chunk. Those under way are finished. */
  public void cancel() {
    synchronized (this) {
      cancelled |= !result.isDone();
    }
    ended = true;
  }

  /**
   * What became of it, once nothing is under way any more.
   *
   * @return completes on the thread that did the last chunk. A failure is what the source, the
   *     executor or the one who is told of progress threw, or an interrupt; how far it came is in
   *     {@link #progress}
   */
  public CompletableFuture<BatchReport<T>> result() {
    return result.copy();
  }
}
