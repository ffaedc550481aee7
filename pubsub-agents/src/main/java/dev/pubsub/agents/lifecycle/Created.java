package dev.pubsub.agents.lifecycle;

import java.util.List;

/**
 * What came of creating many agents.
 *
 * @param ids of those that were created, in the order in which they were asked for
 * @param refusals the others
 */
public record Created(List<String> ids, List<Refusal> refusals) {

  /**
   * Copies the lists.
   *
   * @param ids of those that were created
   * @param refusals the others
   */
  public Created {
    ids = List.copyOf(ids);
    refusals = List.copyOf(refusals);
  }

  /**
   * Whether all were created.
   *
   * @return true without a refusal
   */
  public boolean isComplete() {
    return refusals.isEmpty();
  }
}
