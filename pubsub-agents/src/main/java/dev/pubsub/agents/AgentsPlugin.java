package dev.pubsub.agents;

import dev.pubsub.config.Setting;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import java.util.List;

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
    return List.of(WORKERS, QUEUE);
  }

  @Override
  public Contributions install(Environment environment) {
    Residence residence = new Residence(environment);
    return Contributions.builder()
        .component(residence)
        .extension(Agents.class, residence::agents)
        .build();
  }
}
