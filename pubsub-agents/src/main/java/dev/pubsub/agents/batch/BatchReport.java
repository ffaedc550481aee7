package dev.pubsub.agents.batch;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param progress how far it came
 * @param failures the first of the items that could not be done, as many as {@link
 *     BatchOptions#failuresKept} says
 * @param cancelled whether it was cancelled, so that there may be items that nobody looked at
 * @param <T> what the items are
 */
public record BatchReport<T>(
    BatchProgress progress, List<BatchFailure<T>> failures, boolean cancelled) {

  /**
   * Copies the list.
   *
   * @param progress how far it came
   * @param failures the first of the items that could not be done
   * @param cancelled whether it was cancelled
   */
  public BatchReport {
    failures = List.copyOf(failures);
  }
}
