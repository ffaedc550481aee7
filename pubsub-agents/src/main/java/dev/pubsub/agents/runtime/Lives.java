package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentInfo;

/** Told what happens to agents, on whichever thread it happens. Must not block or throw. */
public interface Lives {

  /** Takes no notice. */
  Lives UNOBSERVED = new Lives() {};

  /**
   * There is a new agent.
   *
   * @param agent as it begins
   */
  default void created(AgentInfo agent) {}

  /**
   * An agent has failed.
   *
   * @param agent as it was
   * @param failure what it threw
   */
  default void failed(AgentInfo agent, Throwable failure) {}

  /**
   * An agent runs again.
   *
   * @param agent as it is, with the number of its restarts
   */
  default void restarted(AgentInfo agent) {}

  /**
   * There is an agent of the same id on another node; both go on.
   *
   * @param agent the one of this node
   * @param other the one of the other
   */
  default void conflicting(AgentInfo agent, AgentInfo other) {}

  /**
   * An agent has ended.
   *
   * @param agent as it was
   */
  default void destroyed(AgentInfo agent) {}
}
