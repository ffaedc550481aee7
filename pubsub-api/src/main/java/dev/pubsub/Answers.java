package dev.pubsub;

import dev.pubsub.signal.Signal;
import java.util.List;

/**
 * What came back to a question that several were asked.
 *
 * @param replies one of each who replied, in the order in which they came
 * @param asked how many subscriptions the question was on its way to, a group counted as one
 * @param failed how many of them failed
 * @param complete whether the {@link Completion} was met in time
 */
public record Answers(List<Signal> replies, int asked, int failed, boolean complete) {

  /**
   * Copies the list.
   *
   * @param replies one of each who replied
   * @param asked how many were asked
   * @param failed how many failed
   * @param complete whether it was enough
   */
  public Answers {
    replies = List.copyOf(replies);
  }
}
