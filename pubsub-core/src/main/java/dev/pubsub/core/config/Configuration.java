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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {

    /** What the strongest source that has the key says. */
    public Optional<String> value(String key) {
      return Optional.ofNullable(code.get(key))
          .or(() -> Optional.ofNullable(properties.get(key)))
          .or(() -> Optional.ofNullable(environment.get(environmentName(key))));
    }
  }

  /**
   * Reads and checks.
   *
   * @param known the declared settings by their full keys
   * @throws PubSubException with BAD_SETTINGS and one line for each problem
   */
  public static Configuration read(Sources sources, Map<String, Setting<?>> known) {
    return read(sources, known, Map.of());
  }

  /**
   * Reads and checks.
   *
   * @param known the declared settings by their full keys
   * @param special settings that may stand before some of these for a part of the assembly; without
   *     a default
   * @throws PubSubException with BAD_SETTINGS and one line for each problem
   */
  public static Configuration read(
      Sources sources, Map<String, Setting<?>> known, Map<String, Setting<?>> special) {
    Map<String, String> texts = new LinkedHashMap<>();
    known.forEach((key, setting) -> texts.put(key, sources.value(key).orElse(setting.fallback())));
    special.keySet().forEach(key -> sources.value(key).ifPresent(text -> texts.put(key, text)));
    Map<String, Setting<?>> all = new LinkedHashMap<>(known);
    all.putAll(special);
    List<String> problems = new ArrayList<>(unknown(sources, all.keySet()));
    Map<String, Object> values = new LinkedHashMap<>();
    texts.forEach(
        (key, text) -> {
          try {
            values.put(key, Objects.requireNonNull(all.get(key)).parser().apply(text));
          } catch (IllegalArgumentException e) {
            problems.add(key + ": '" + text + "' is not " + e.getMessage());
          }
        });
    if (!problems.isEmpty()) {
      throw new PubSubException(StandardError.BAD_SETTINGS, String.join("\n", problems));
    }
    return new Configuration(values);
  }

  private static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static List<String> unknown(Sources sources, Set<String> known) {
    List<String> problems = new ArrayList<>();
    List<String> given = new ArrayList<>(sources.code.keySet());
    sources.properties.keySet().stream().filter(key -> key.startsWith(PREFIX)).forEach(given::add);
    for (String key : given) {
      if (!known.contains(key)) {
        problems.add("unknown setting " + key + Guess.nearest(key, known));
      }
    }
    Map<String, List<String>> names =
        known.stream().collect(Collectors.groupingBy(Configuration::environmentName));
    for (String name : sources.environment.keySet()) {
      List<String> meant = names.getOrDefault(name, List.of());
      if (meant.size() > 1) {
        problems.add(name + " may mean " + String.join(" or ", meant) + ": set it in another way");
      } else if (meant.isEmpty()
          && name.startsWith(environmentName(PREFIX))
          && !KUBERNETES.matcher(name).matches()) {
        problems.add("unknown setting " + name + Guess.nearest(name, names.keySet()));
      }
    }
    return problems;
  }

  /**
   * The settings under a prefix, as their owner sees them.
   *
   * @param prefixes where to look, the first that has a value holds
   */
  public Settings under(String... prefixes) {
    return new Settings() {
      @Override
      @SuppressWarnings("unchecked") // the value was made by the parser of this very setting
      public <T> T get(Setting<T> setting) {
        return (T)
            Stream.of(prefixes)
                .map(prefix -> Optional.ofNullable(values.get(prefix + setting.key())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "the setting "
                                + prefixes[prefixes.length - 1]
                                + setting.key()
                                + " was not declared"));
      }
    };
  }
}
