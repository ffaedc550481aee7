package dev.pubsub.testkit;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Pressure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a host gives to a plugin, for a test that installs one by hand: settings from a map, time
 * moved by hand, chance that repeats.
 *
 * @param settings the checked values
 * @param time both the clock and the scheduler
 * @param random always the same sequence, unless the test gives another
 */
public record TestEnvironment(Settings settings, ManualTime time, RandomGenerator random)
    implements Environment {

  /**
   * The environment of a plugin.
   *
   * @param plugin whose declarations the values are checked against
   * @param values by key, without the prefix of the plugin; what is missing has its fallback
   * @return the environment
   * @throws IllegalArgumentException when a key was not declared or a value cannot be read
   */
  public static TestEnvironment of(Plugin plugin, Map<String, String> values) {
    return new TestEnvironment(checked(plugin, values), new ManualTime(), new Random(1));
  }

  @Override
  public String node() {
    return "local";
  }

  private static Settings checked(Plugin plugin, Map<String, String> values) {
    Map<String, String> unread = new LinkedHashMap<>(values);
    Map<Setting<?>, Object> read = new LinkedHashMap<>();
    for (Setting<?> setting : plugin.settings()) {
      String value = Objects.requireNonNullElse(unread.remove(setting.key()), setting.fallback());
      read.put(setting, setting.parser().apply(value));
    }
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(plugin.id() + " declares no " + unread.keySet());
    }
    return new MapSettings(Map.copyOf(read));
  }

  private record MapSettings(Map<Setting<?>, Object> values) implements Settings {

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Setting<T> setting) {
      Object value = values.get(setting);
      if (value == null) {
        throw new IllegalArgumentException("the setting " + setting.key() + " was not declared");
      }
      return (T) value;
    }
  }

  @Override
  public Clock clock() {
    return time.clock();
  }

  @Override
  public Scheduler scheduler() {
    return time;
  }

  /** Runs each task at once, on the thread that has it. */
  @Override
  public Executor executor() {
    return Runnable::run;
  }

  /** There is enough of everything. */
  @Override
  public Pressure pressure() {
    return Pressure.NONE;
  }
}
