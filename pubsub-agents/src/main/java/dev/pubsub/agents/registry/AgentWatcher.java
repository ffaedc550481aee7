package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentInfo;

/**
 * Told of what changes in a registry: of one agent in order, of different agents by several threads
 * at once. It must not block, and not change the registry; what it throws is logged.
 */
public interface AgentWatcher {

  /**
   * There is an agent that was not there.
   *
   * @param agent what is known of it
   */
  default void registered(AgentInfo agent) {}

  /**
   * Something else is known of an agent.
   *
   * @param before what was known
   * @param after what is known
   */
  default void updated(AgentInfo before, AgentInfo after) {}

  /**
   * On another node, too, there is an agent of the id of one of this node, as after a cut. Told
   * once, until one of them is gone.
   *
   * @param own the one of this node
   * @param other the one of the other
   */
  default void conflicting(AgentInfo own, AgentInfo other) {}

  /**
   * An agent is there no more.
   *
   * @param agent what was known of it
   */
  default void unregistered(AgentInfo agent) {}
}
