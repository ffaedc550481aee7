package dev.pubsub.core.config;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of all declared settings, each from the strongest source that has it, else the
 * default. Reading them reports every problem at once and starts nothing.
 */
public final class Configuration {

  private static final String PREFIX = "pubsub.";

  private final Map<String, Object> values;
  private final Map<String, Given> given;

  private Configuration(Map<String, Object> values, Map<String, Given> given) {
    this.values = values;
    this.given = given;
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
    Map<String, Given> given = new LinkedHashMap<>();
    known.forEach(
        (key, setting) ->
            given.put(
                key, sources.value(key).orElseGet(() -> new Given(setting.fallback(), "default"))));
    special.keySet().forEach(key -> sources.value(key).ifPresent(value -> given.put(key, value)));
    Map<String, Setting<?>> all = new LinkedHashMap<>(known);
    all.putAll(special);
    List<String> problems = new ArrayList<>(sources.problems());
    problems.addAll(unknown(sources, all.keySet()));
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Given> shown = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          Setting<?> setting = Objects.requireNonNull(all.get(key));
          shown.put(key, setting.secret() ? value.hidden() : value);
          try {
            values.put(key, setting.parser().apply(value.text()));
          } catch (IllegalArgumentException e) {
            String what = setting.secret() ? "what was given" : "'" + value.text() + "'";
            problems.add(value.place() + key + ": " + what + " is not " + e.getMessage());
          }
        });
    if (!problems.isEmpty()) {
      throw new PubSubException(StandardError.BAD_SETTINGS, String.join("\n", problems));
    }
    return new Configuration(values, shown);
  }

  private static List<String> unknown(Sources sources, Set<String> known) {
    List<String> problems = new ArrayList<>();
    sources
        .keys(PREFIX)
        .filter(key -> !known.contains(key.text()))
        .forEach(
            key ->
                problems.add(
                    key.place()
                        + "unknown setting "
                        + key.text()
                        + Guess.nearest(key.text(), known)));
    Map<String, List<String>> names =
        known.stream().collect(Collectors.groupingBy(Sources::environmentName));
    for (String name : sources.environment().keySet()) {
      List<String> meant = names.getOrDefault(name, List.of());
      if (meant.size() > 1) {
        problems.add(name + " may mean " + String.join(" or ", meant) + ": set it in another way");
      } else if (meant.isEmpty() && Sources.isOurs(name)) {
        problems.add("unknown setting " + name + Guess.nearest(name, names.keySet()));
      }
    }
    return problems;
  }

  /** Every value as it was given and where, by full key; secrets hidden. */
  public Map<String, Given> given() {
    return Collections.unmodifiableMap(given);
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
