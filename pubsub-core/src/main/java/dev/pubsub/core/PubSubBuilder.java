package dev.pubsub.core;

import dev.pubsub.core.assembly.Plugins;
import dev.pubsub.core.config.Configuration.Sources;
import dev.pubsub.core.system.SystemClock;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what an assembly is made of. Not for use by several threads. */
public final class PubSubBuilder {

  private final List<Plugin> plugins = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private boolean discover = true;
  private Clock clock = SystemClock.create();
  private @Nullable Scheduler scheduler;
  private @Nullable RandomGenerator random;

  PubSubBuilder() {}

  /**
   * Adds a plugin. One of the same class that is discovered is left out for it.
   *
   * @param plugin the plugin
   * @return this builder
   */
  public PubSubBuilder plugin(Plugin plugin) {
    plugins.add(Objects.requireNonNull(plugin, "plugin"));
    return this;
  }

  /**
   * Says whether plugins are discovered: those that the class path or module path offers by {@link
   * java.util.ServiceLoader}, as is the default. The folder {@code pubsub.plugins.dir} is a setting
   * of its own.
   *
   * @param discovering false to have none but those that are given
   * @return this builder
   */
  public PubSubBuilder discover(boolean discovering) {
    discover = discovering;
    return this;
  }

  /**
   * Sets a value, which counts for more than any other source.
   *
   * @param key the full key, such as {@code pubsub.capacity} or {@code pubsub.plugin.ws.port}
   * @param value as a user would write it
   * @return this builder
   */
  public PubSubBuilder set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /**
   * Replaces the time of day.
   *
   * @param newClock the clock that stamps signals
   * @return this builder
   */
  public PubSubBuilder clock(Clock newClock) {
    clock = newClock;
    return this;
  }

  /**
   * Replaces elapsed time, for tests that move it by hand. Lanes go on with threads of their own,
   * but are looked after only when time is moved.
   *
   * @param newScheduler runs everything that happens later
   * @return this builder
   */
  public PubSubBuilder scheduler(Scheduler newScheduler) {
    scheduler = newScheduler;
    return this;
  }

  /**
   * Replaces chance, for tests that must repeat.
   *
   * @param newRandom a generator that any thread may use
   * @return this builder
   */
  public PubSubBuilder random(RandomGenerator newRandom) {
    random = newRandom;
    return this;
  }

  /**
   * Finds the plugins, checks the settings, installs the plugins, and starts them. Blocks until all
   * are started.
   *
   * @return the open assembly
   * @throws PubSubException with BAD_PLUGIN, PLUGIN_VERSION, BAD_SETTINGS, PLUGIN_FAILED or a code
   *     of the plugin; nothing is left running then
   */
  public PubSub open() {
    Sources sources = sources();
    Plugins all = Plugins.gather(List.copyOf(plugins), discover, folder(sources));
    try {
      Wiring wiring = new Wiring(all, sources, clock, scheduler, random);
      wiring.start();
      return new PubSub(wiring);
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private static Optional<String> folder(Sources sources) {
    return sources
        .value(CoreSettings.PREFIX + CoreSettings.PLUGINS_DIR.key())
        .filter(path -> !path.isEmpty());
  }

  private Sources sources() {
    Map<String, String> properties =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(key -> key, System::getProperty));
    return new Sources(Map.copyOf(settings), properties, System.getenv());
  }
}
