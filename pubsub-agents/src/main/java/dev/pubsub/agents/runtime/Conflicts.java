package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentWatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of agents that live on other nodes, too; which of them is to end is for people to say. */
record Conflicts(Lives lives) implements AgentWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

  @Override
  public void conflicting(AgentInfo own, AgentInfo other) {
    LOG.warn(
        "There is an agent '{}' on the nodes '{}' and '{}'; stop one of them",
        own.id(),
        own.node(),
        other.node());
    lives.conflicting(own, other);
  }
}
