package dev.pubsub.agents;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.runtime.Lives;
import dev.pubsub.spi.edge.Gateway;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to agents on the bus that is there for it. */
final class LifecycleFeed implements Lives {

  private static final Logger LOG = LoggerFactory.getLogger(LifecycleFeed.class);
  private static final String TOPIC = "process_lifecycle:agents";

  private final Gateway gateway;
  private final String node;

  LifecycleFeed(Gateway gateway, String node) {
    this.gateway = gateway;
    this.node = node;
  }

  private void tell(String type, AgentInfo agent, Map<String, ?> metadata) {
    try {
      publish(type, agent, metadata);
    } catch (RuntimeException | Error e) {
      LOG.warn("Nobody was told of {} of '{}'", type, agent.id(), e);
    }
  }

  private void publish(String type, AgentInfo agent, Map<String, ?> metadata) {
    gateway.tell(
        "lifecycle",
        TOPIC,
        type,
        Map.of(
            "process_type",
            "agent",
            "process_id",
            agent.id(),
            "agent_type",
            agent.type(),
            "node",
            node,
            "metadata",
            metadata));
  }

  private static Map<String, ?> restarts(AgentInfo agent) {
    return Map.of("restart_count", agent.restarts());
  }

  @Override
  public void created(AgentInfo agent) {
    tell("agent.created", agent, restarts(agent));
  }

  @Override
  public void failed(AgentInfo agent, Throwable failure) {
    tell(
        "agent.failed",
        agent,
        Map.of("restart_count", agent.restarts(), "error", failure.toString()));
  }

  @Override
  public void restarted(AgentInfo agent) {
    tell("agent.restarted", agent, restarts(agent));
  }

  @Override
  public void conflicting(AgentInfo agent, AgentInfo other) {
    tell("agent.conflict", agent, Map.of("nodes", List.of(agent.node(), other.node())));
  }

  @Override
  public void destroyed(AgentInfo agent) {
    tell("agent.destroyed", agent, restarts(agent));
  }
}
