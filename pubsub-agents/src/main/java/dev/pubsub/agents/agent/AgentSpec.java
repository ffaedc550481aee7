package dev.pubsub.agents.agent;

import dev.pubsub.error.PubSubException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How to make an agent.
 *
 * @param id by which it is reached, see {@link AgentId}; the empty string has one made up from its
 *     type
 * @param profile what it is like
 * @param behaviour makes what it does, at its start and for each restart that does not keep state
 * @param restart what becomes of it when it fails
 * @param supervision how it treats the agents that it creates
 * @param capacity how much mail may wait for it, 1 or more; what comes then is refused to whoever
 *     sends it by an agent or {@code Agents}, and otherwise set aside and counted
 * @param turns by which threads it runs
 */
public record AgentSpec(
    String id,
    Profile profile,
    Supplier<? extends Agent> behaviour,
    Restart restart,
    Supervision supervision,
    int capacity,
    Turns turns) {

  private static final int CAPACITY = 1000;

  /**
   * Checks the numbers.
   *
   * @param id by which it is reached, or the empty string
   * @param profile what it is like
   * @param behaviour makes what it does
   * @param restart what becomes of it when it fails
   * @param supervision how it treats the agents that it creates
   * @param capacity how much mail may wait for it, 1 or more
   * @param turns by which threads it runs
   * @throws PubSubException with BAD_AGENT
   */
  public AgentSpec {
    if (!id.isEmpty()) {
      AgentId.check(id);
    }
    if (capacity < 1) {
      throw new PubSubException(
          AgentError.BAD_AGENT, "the capacity of an agent is 1 or more, not " + capacity);
    }
  }

  /**
   * An agent of a kind, of which nothing else is said.
   *
   * @param type what kind
   * @param behaviour makes what it does
   * @return the spec
   */
  public static AgentSpec of(String type, Supplier<? extends Agent> behaviour) {
    return new AgentSpec(
        "",
        Profile.of(type),
        behaviour,
        Restart.FRESH,
        Supervision.DEFAULT,
        CAPACITY,
        Turns.SHARED);
  }

  /**
   * This spec with an id.
   *
   * @param newId by which the agent is reached
   * @return the changed copy
   */
  public AgentSpec withId(String newId) {
    return new AgentSpec(newId, profile, behaviour, restart, supervision, capacity, turns);
  }

  /**
   * This spec with another profile.
   *
   * @param newProfile what the agent is like
   * @return the changed copy
   */
  public AgentSpec withProfile(Profile newProfile) {
    return new AgentSpec(id, newProfile, behaviour, restart, supervision, capacity, turns);
  }

  /**
   * This spec with capabilities.
   *
   * @param capabilities what the agent can do
   * @return the changed copy
   */
  public AgentSpec withCapabilities(String... capabilities) {
    return withProfile(profile.withCapabilities(Set.of(capabilities)));
  }

  /**
   * This spec with groups.
   *
   * @param groups where the agent belongs
   * @return the changed copy
   */
  public AgentSpec withGroups(String... groups) {
    return withProfile(profile.withGroups(Set.of(groups)));
  }

  /**
   * This spec with attributes.
   *
   * @param attributes what else is said about the agent
   * @return the changed copy
   */
  public AgentSpec withAttributes(Map<String, String> attributes) {
    return withProfile(profile.withAttributes(attributes));
  }

  /**
   * This spec with another answer to failures.
   *
   * @param newRestart what becomes of the agent when it fails
   * @return the changed copy
   */
  public AgentSpec withRestart(Restart newRestart) {
    return new AgentSpec(id, profile, behaviour, newRestart, supervision, capacity, turns);
  }

  /**
   * This spec with another supervision.
   *
   * @param newSupervision how the agent treats the agents that it creates
   * @return the changed copy
   */
  public AgentSpec withSupervision(Supervision newSupervision) {
    return new AgentSpec(id, profile, behaviour, restart, newSupervision, capacity, turns);
  }

  /**
   * This spec with another capacity.
   *
   * @param newCapacity how much mail may wait
   * @return the changed copy
   */
  public AgentSpec withCapacity(int newCapacity) {
    return new AgentSpec(id, profile, behaviour, restart, supervision, newCapacity, turns);
  }

  /**
   * This spec for an agent that may block.
   *
   * @return the changed copy
   */
  public AgentSpec mayBlock() {
    return withTurns(Turns.BLOCKING);
  }

  /**
   * This spec for an agent that never blocks and is always quick, see {@link Turns#QUICK}.
   *
   * @return the changed copy
   */
  public AgentSpec neverBlocks() {
    return withTurns(Turns.QUICK);
  }

  /**
   * This spec for other threads.
   *
   * @param newTurns by which threads the agent runs
   * @return the changed copy
   */
  public AgentSpec withTurns(Turns newTurns) {
    return new AgentSpec(id, profile, behaviour, restart, supervision, capacity, newTurns);
  }
}
