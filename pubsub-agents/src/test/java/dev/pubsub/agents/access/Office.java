package dev.pubsub.agents.access;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.ManualTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node that is alone, agents on it, and who judges them. */
final class Office implements Members {

  final ManualTime time = new ManualTime();
  final RecordingGateway gateway = new RecordingGateway();
  final AgentRegistry registry = new AgentRegistry(Roster.alone("here"), this);

  AgentAuthorizer authorizer(String rules, Verdict otherwise) {
    Refusals refusals = new Refusals(time);
    refusals.open(gateway);
    return new AgentAuthorizer(
        AccessRules.parse(rules, otherwise), Map.of("default", registry), refusals);
  }

  void hire(String id, String type, String capability, String group) {
    Profile profile =
        Profile.of(type).withCapabilities(Set.of(capability)).withGroups(Set.of(group));
    registry.register(new AgentInfo(id, profile, "here", "", AgentState.RUNNING, 0));
  }

  @Override
  public String self() {
    return "here";
  }

  @Override
  public List<String> list() {
    return List.of("here");
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    return () -> {};
  }
}
