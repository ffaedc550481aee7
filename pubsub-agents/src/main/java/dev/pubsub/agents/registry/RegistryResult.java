package dev.pubsub.agents.registry;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import java.util.function.Predicate;

/** What became of one of several agents that were to be changed together. */
public sealed interface RegistryResult {

  /**
   * Which one.
   *
   * @return the id as it was given
   */
  String id();

  /**
   * It is as it was asked for.
   *
   * @param id of the agent
   * @param changed false when there was nothing to change
   */
  record Done(String id, boolean changed) implements RegistryResult {}

  /**
   * It was refused; the others were not.
   *
   * @param id of the agent
   * @param code the stable code of the refusal
   * @param reason one sentence that says what was wrong
   */
  record Refused(String id, ErrorCode code, String reason) implements RegistryResult {}

  /** Changes one agent, or tells why not. */
  static RegistryResult of(String id, Predicate<String> change) {
    try {
      return new Done(id, change.test(id));
    } catch (PubSubException e) {
      return new Refused(id, e.code(), e.getMessage());
    }
  }
}
