package dev.pubsub.agents.lifecycle;

import java.util.List;

/**
 * What came of stopping many agents.
 *
 * @param count how many have ended
 * @param refusals those that could not be stopped, since there were none
 */
public record Stopped(int count, List<Refusal> refusals) {

  /**
   * Copies the list.
   *
   * @param count how many have ended
   * @param refusals the others
   */
  public Stopped {
    refusals = List.copyOf(refusals);
  }
}
