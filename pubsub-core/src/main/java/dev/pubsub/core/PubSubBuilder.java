package dev.pubsub.core;

import dev.pubsub.core.assembly.Plugins;
import dev.pubsub.core.config.Given;
import dev.pubsub.core.config.Sources;
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
  private final List<Bridge> bridges = new ArrayList<>();
  private final Map<String, Given> settings = new LinkedHashMap<>();
  private final Map<String, Given> fallbacks = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
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
   * Opens a bus of each {@link Preset} beside {@code default}, as the setting {@code
   * pubsub.presets} does.
   *
   * @return this builder
   */
  public PubSubBuilder presets() {
    return set(CoreSettings.PREFIX + CoreSettings.PRESETS.key(), "true");
  }

  /**
   * Adds a bridge between two buses, beside those that the setting {@code pubsub.bridges} lists.
   *
   * @param bridge the bridge
   * @return this builder
   */
  public PubSubBuilder bridge(Bridge bridge) {
    bridges.add(Objects.requireNonNull(bridge, "bridge"));
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
    settings.put(key, Given.inCode(value));
    return this;
  }

  /**
   * Sets a value, which counts for more than any other source, on behalf of somebody else.
   *
   * @param key the full key
   * @param value as a user would write it
   * @param origin where the user wrote it, for messages
   * @return this builder
   */
  public PubSubBuilder set(String key, String value, String origin) {
    settings.put(key, new Given(value, origin));
    return this;
  }

  /**
   * Sets a value that counts for less than any other source, the default alone excepted. Of several
   * for a key the first holds.
   *
   * @param key the full key
   * @param value as a user would write it
   * @param origin where the user wrote it, for messages, such as {@code pubsub.yaml:12}
   * @return this builder
   */
  public PubSubBuilder fallback(String key, String value, String origin) {
    fallbacks.putIfAbsent(key, new Given(value, origin));
    return this;
  }

  /**
   * Notes what is wrong with a source of settings, to be told with all other problems: the assembly
   * cannot be opened then.
   *
   * @param sentence the place and what is wrong there, in one line
   * @return this builder
   */
  public PubSubBuilder problem(String sentence) {
    problems.add(sentence);
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
    Plugins all = gather(sources);
    try {
      Wiring wiring = new Wiring(all, sources, clock, scheduler, random);
      wiring.start();
      return new PubSub(wiring);
    } catch (RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  /**
   * Finds the plugins and reads the settings as {@link #open} does, and starts nothing.
   *
   * @return every setting that is read; those of a single bus only where they are given
   * @throws PubSubException with BAD_PLUGIN, PLUGIN_VERSION or BAD_SETTINGS
   */
  public List<GivenSetting> settings() {
    Sources sources = sources();
    try (Plugins all = gather(sources)) {
      return Declarations.read(sources, all.list()).given().entrySet().stream()
          .map(e -> new GivenSetting(e.getKey(), e.getValue().text(), e.getValue().origin()))
          .toList();
    }
  }

  /**
   * Finds the plugins as {@link #open} does, and installs none.
   *
   * @return what was found, in the order in which it would be installed
   * @throws PubSubException with BAD_PLUGIN or PLUGIN_VERSION and a line for each problem
   */
  public List<PluginInfo> plugins() {
    try (Plugins all = gather(sources())) {
      return all.list().stream().map(PluginInfo::of).toList();
    }
  }

  /** Those that were given and those that are set; what is wrong with these is told elsewhere. */
  private List<Bridge> bridges(Sources sources) {
    List<Bridge> all = new ArrayList<>(bridges);
    try {
      sources
          .value(CoreSettings.PREFIX + CoreSettings.BRIDGES.key())
          .map(given -> BridgeRules.parse(given.text()))
          .ifPresent(all::addAll);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    return all;
  }

  private Plugins gather(Sources sources) {
    List<Plugin> given = new ArrayList<>(plugins);
    List<Bridge> allBridges = bridges(sources);
    if (!allBridges.isEmpty()) {
      given.add(new Bridges(allBridges));
    }
    Optional<String> folder =
        sources
            .value(CoreSettings.PREFIX + CoreSettings.PLUGINS_DIR.key())
            .map(Given::text)
            .filter(path -> !path.isEmpty());
    return Plugins.gather(given, discover, folder);
  }

  private Sources sources() {
    Map<String, String> properties =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(key -> key, System::getProperty));
    // In the order in which they were given, which is the order of the lines of a file.
    return new Sources(
        new LinkedHashMap<>(settings),
        properties,
        System.getenv(),
        new LinkedHashMap<>(fallbacks),
        List.copyOf(problems));
  }
}
