package dev.pubsub.agents;

import dev.pubsub.agents.access.AccessRules;
import dev.pubsub.agents.access.AccessSettings;
import dev.pubsub.agents.access.AgentAuthorizer;
import dev.pubsub.agents.access.Refusals;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.config.Setting;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The plugin {@code agents}: hands {@link Agents} to applications, one for each bus, begun when it
 * is first asked for. Whoever has no agents pays for none.
 */
public final class AgentsPlugin implements Plugin {

  static final Setting<Integer> WORKERS =
      Setting.number(
          "workers",
          0,
          0,
          1024,
          "How many threads run agents that do not block; 0 for as many as there are processors.");

  static final Setting<Integer> QUEUE =
      Setting.number(
          "queue",
          65_536,
          1,
          1 << 20,
          "How many signals may be on their way to the mailboxes of the agents of a bus, at most"
              + " `pubsub.session.capacity.max`.");

  /** A plugin that has done nothing yet. */
  public AgentsPlugin() {}

  @Override
  public String id() {
    return "agents";
  }

  @Override
  public List<Setting<?>> settings() {
    return Stream.concat(Stream.of(WORKERS, QUEUE), AccessSettings.SETTINGS.stream()).toList();
  }

  @Override
  public Contributions install(Environment environment) {
    Map<String, AgentRegistry> registries = new ConcurrentHashMap<>();
    Refusals refusals = new Refusals(environment.scheduler());
    Residence residence = new Residence(environment, registries, refusals);
    Contributions.Builder contributions =
        Contributions.builder().component(residence).extension(Agents.class, residence::agents);
    AccessRules rules = AccessSettings.rules(environment.settings());
    if (!rules.equals(AccessRules.NONE)) {
      // Otherwise nobody is asked: what is published to topics of anything else pays nothing.
      contributions.authorizer(new AgentAuthorizer(rules, registries, refusals));
    }
    return contributions.build();
  }
}
