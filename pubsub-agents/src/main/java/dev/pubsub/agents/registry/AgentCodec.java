package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.spi.cluster.RosterCodec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What other nodes are told of an agent: a list of its fields, in the order of the records. */
public final class AgentCodec implements RosterCodec<String, AgentInfo> {

  /** There is nothing to choose. */
  public AgentCodec() {}

  @Override
  public String writeKey(String key) {
    return key;
  }

  @Override
  public String readKey(String text) {
    return text;
  }

  @Override
  public Object write(AgentInfo agent) {
    Profile profile = agent.profile();
    return List.of(
        agent.id(),
        profile.type(),
        List.copyOf(profile.capabilities()),
        List.copyOf(profile.groups()),
        profile.attributes(),
        agent.node(),
        agent.owner(),
        agent.state().name(),
        agent.restarts());
  }

  @Override
  public AgentInfo read(Object written) {
    List<?> fields = (List<?>) written;
    return new AgentInfo(
        (String) fields.get(0),
        new Profile(
            (String) fields.get(1),
            texts(fields.get(2)),
            texts(fields.get(3)),
            attributes(fields.get(4))),
        (String) fields.get(5),
        (String) fields.get(6),
        AgentState.valueOf((String) fields.get(7)),
        ((Number) fields.get(8)).intValue());
  }

  private static Set<String> texts(Object written) {
    return ((Collection<?>) written)
        .stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> attributes(Object written) {
    return ((Map<?, ?>) written)
        .entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> (String) each.getKey(), each -> (String) each.getValue()));
  }
}
