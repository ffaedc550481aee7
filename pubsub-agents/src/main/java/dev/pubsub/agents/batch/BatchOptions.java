package dev.pubsub.agents.batch;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.function.Consumer;

/**
 * How a batch is done.
 *
 * @param chunk how many items make a chunk
 * @param parallel how many chunks are under way at most; with one the items are done in their
 *     order, with more chunks overtake each other. No more than {@code chunk * parallel} items are
 *     held at a time
 * @param failuresKept how many failures are kept; all are counted
 * @param onProgress called after each chunk on the thread that did it, never by two at once, with
 *     figures that ascend; it must not block for long, and an exception ends the batch
 */
public record BatchOptions(
    int chunk, int parallel, int failuresKept, Consumer<? super BatchProgress> onProgress) {

  /** Chunks of 256, one at a time, a hundred failures; nobody is told of progress. */
  public static final BatchOptions DEFAULT = new BatchOptions(256, 1, 100, progress -> {});

  /**
   * Checks the numbers.
   *
   * @param chunk 1 or more
   * @param parallel 1 or more
   * @param failuresKept 0 or more
   * @param onProgress called after each chunk
   * @throws PubSubException with BAD_OPTION when one is less
   */
  public BatchOptions {
    if (chunk < 1 || parallel < 1 || failuresKept < 0) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a batch has chunks of 1 or more, 1 or more at a time, and keeps 0 or more failures");
    }
  }

  /**
   * These options with chunks of another size.
   *
   * @param items 1 or more
   * @return the changed copy
   */
  public BatchOptions chunksOf(int items) {
    return new BatchOptions(items, parallel, failuresKept, onProgress);
  }

  /**
   * These options with another number of chunks under way.
   *
   * @param chunks 1 or more
   * @return the changed copy
   */
  public BatchOptions inParallel(int chunks) {
    return new BatchOptions(chunk, chunks, failuresKept, onProgress);
  }

  /**
   * These options with another number of failures to keep.
   *
   * @param failures 0 or more
   * @return the changed copy
   */
  public BatchOptions keepingFailures(int failures) {
    return new BatchOptions(chunk, parallel, failures, onProgress);
  }

  /**
   * These options for whoever wants to know how far it is.
   *
   * @param told called after each chunk
   * @return the changed copy
   */
  public BatchOptions telling(Consumer<? super BatchProgress> told) {
    return new BatchOptions(chunk, parallel, failuresKept, told);
  }
}
