package dev.pubsub.resilience.resource;

import dev.pubsub.config.Setting;
import dev.pubsub.resilience.resource.ResourceManager.Pace;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import java.util.List;

/** The room of resources: what it may be told, and what it gives. */
public final class Resources {

  /** All settings, off by default. */
  public static final List<Setting<?>> SETTINGS = ResourceSettings.ALL;

  private Resources() {}

  /**
   * Contributes the guard of resources; nothing unless it is enabled.
   *
   * @param environment of the plugin
   * @param contributions where to
   */
  public static void contribute(Environment environment, Contributions.Builder contributions) {
    if (environment.settings().get(ResourceSettings.ENABLED)) {
      contribute(environment, new LiveGauges(environment), contributions);
    }
  }

  static void contribute(
      Environment environment, GaugeSource gauges, Contributions.Builder contributions) {
    ResourceGate gate = new ResourceGate();
    Announcement announcement = new Announcement(gate.reliefs());
    ResourceManager manager =
        new ResourceManager(
            environment,
            new Pace(
                environment.settings().get(ResourceSettings.INTERVAL),
                environment.settings().get(ResourceSettings.CALM),
                environment.settings().get(ResourceSettings.CLEANUP)),
            environment.settings().get(ResourceSettings.WATERMARKS),
            gauges,
            announcement);
    contributions.gate(gate).pressureSource(manager).component(manager);
    gate.reliefs().forEach(contributions::relief);
    contributions.endpoint(new ResourcesApi(manager, announcement, environment.clock()).endpoint());
  }
}
