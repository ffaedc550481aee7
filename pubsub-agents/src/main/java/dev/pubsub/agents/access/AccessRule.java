package dev.pubsub.agents.access;

import java.util.Set;

/**
 * One rule.
 *
 * @param name by which a refusal tells it
 * @param verdict what it says
 * @param acts what is done
 * @param from who does it
 * @param to whom it is done to; of an agent that is to be created only the type is looked at
 */
public record AccessRule(String name, Verdict verdict, Set<Act> acts, Party from, Party to) {

  /**
   * Copies the acts.
   *
   * @param name by which a refusal tells it
   * @param verdict what it says
   * @param acts what is done
   * @param from who does it
   * @param to whom it is done to
   */
  public AccessRule {
    acts = Set.copyOf(acts);
  }
}
