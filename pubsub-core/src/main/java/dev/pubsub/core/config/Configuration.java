package dev.pubsub.core.config;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The values of all declared settings: from code, else system properties, else the environment,
 * else the default. Reading them reports every problem at once and starts nothing.
 */
public final class Configuration {

  private static final String PREFIX = "pubsub.";

  /** What Kubernetes puts into every container beside a service that is named pubsub. */
  private static final Pattern KUBERNETES =
      Pattern.compile("PUBSUB_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_(TCP|UDP)(_.*)?)?)");

  private final Map<String, Object> values;

  private Configuration(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * The sources, strongest first.
   *
   * @param code by full key
   * @param properties system properties; those outside {@code pubsub.} are not looked at
   * @param environment as {@code PUBSUB_...}, upper case, with {@code _} for dots and dashes
   */
  public record Sources(
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {}

  /**
   * Reads and checks.
   *
   * @param known the declared settings by their full keys
   * @throws PubSubException with BAD_SETTINGS and one line for each problem
   */
  public static Configuration read(Sources sources, Map<String, Setting<?>> known) {
    List<String> problems = new ArrayList<>(unknown(sources, known));
    Map<String, Object> values = new LinkedHashMap<>();
    known.forEach(
        (key, setting) -> {
          String text = find(sources, key, setting.fallback());
          try {
            values.put(key, setting.parser().apply(text));
          } catch (IllegalArgumentException e) {
            problems.add(key + ": '" + text + "' is not " + e.getMessage());
          }
        });
    if (!problems.isEmpty()) {
      throw new PubSubException(StandardError.BAD_SETTINGS, String.join("\n", problems));
    }
    return new Configuration(values);
  }

  private static String find(Sources sources, String key, String fallback) {
    String inEnvironment = sources.environment.getOrDefault(environmentName(key), fallback);
    String inProperties = sources.properties.getOrDefault(key, inEnvironment);
    return sources.code.getOrDefault(key, inProperties);
  }

  private static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static List<String> unknown(Sources sources, Map<String, Setting<?>> known) {
    List<String> problems = new ArrayList<>();
    List<String> given = new ArrayList<>(sources.code.keySet());
    sources.properties.keySet().stream().filter(key -> key.startsWith(PREFIX)).forEach(given::add);
    for (String key : given) {
      if (!known.containsKey(key)) {
        problems.add("unknown setting " + key + Guess.nearest(key, known.keySet()));
      }
    }
    List<String> names = known.keySet().stream().map(Configuration::environmentName).toList();
    for (String name : sources.environment.keySet()) {
      if (name.startsWith(environmentName(PREFIX))
          && !names.contains(name)
          && !KUBERNETES.matcher(name).matches()) {
        problems.add("unknown setting " + name + Guess.nearest(name, names));
      }
    }
    return problems;
  }

  /** The settings under a prefix, as their owner sees them. */
  public Settings under(String prefix) {
    return new Settings() {
      @Override
      @SuppressWarnings("unchecked") // the value was made by the parser of this very setting
      public <T> T get(Setting<T> setting) {
        Object value = values.get(prefix + setting.key());
        if (value == null) {
          throw new IllegalArgumentException(
              "the setting " + prefix + setting.key() + " was not declared");
        }
        return (T) value;
      }
    };
  }
}
