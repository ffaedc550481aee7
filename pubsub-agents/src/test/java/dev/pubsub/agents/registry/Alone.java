package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.util.List;

/** A node that is alone, and agents on it. */
final class Alone implements Members {

  static final String NODE = "node1";

  static AgentRegistry registry() {
    return new AgentRegistry(Roster.alone(NODE), new Alone());
  }

  static AgentInfo agent(String id, Profile profile) {
    return agent(id, profile, "");
  }

  static AgentInfo agent(String id, Profile profile, String owner) {
    return new AgentInfo(id, profile, NODE, owner, AgentState.RUNNING, 0);
  }

  @Override
  public String self() {
    return NODE;
  }

  @Override
  public List<String> list() {
    return List.of(NODE);
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    return () -> {};
  }
}
