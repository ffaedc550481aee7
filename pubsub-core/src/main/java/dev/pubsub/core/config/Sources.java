package dev.pubsub.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, strongest first.
 *
 * @param code by full key
 * @param properties system properties; those outside {@code pubsub.} are not looked at
 * @param environment as {@code PUBSUB_...}, upper case, with {@code _} for dots and dashes; others
 *     are not looked at
 * @param fallbacks what counts for no more than a default, by full key
 * @param problems what is wrong with the sources themselves
 */
public record Sources(
    Map<String, Given> code,
    Map<String, String> properties,
    Map<String, String> environment,
    Map<String, Given> fallbacks,
    List<String> problems) {

  private static final String SYSTEM_PROPERTY = "system property";
  private static final String OURS = "PUBSUB_";

  /**
   * What Kubernetes puts into every container beside a service that is named pubsub; a pattern,
   * compiled where it is needed, which it seldom is.
   */
  private static final String KUBERNETES =
      "PUBSUB_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_(TCP|UDP)(_.*)?)?)";

  /** Leaves out what is meant for others. */
  public Sources {
    Map<String, String> ours = new LinkedHashMap<>(environment);
    ours.keySet().removeIf(variable -> !variable.startsWith(OURS));
    environment = Collections.unmodifiableMap(ours);
  }

  /** What the strongest source that has the key says. */
  public Optional<Given> value(String key) {
    return Optional.ofNullable(code.get(key))
        .or(() -> given(properties.get(key), SYSTEM_PROPERTY))
        .or(() -> variable(key))
        .or(() -> Optional.ofNullable(fallbacks.get(key)));
  }

  /** The same, and values that count for less than all of these. */
  public Sources above(Map<String, Given> weaker) {
    Map<String, Given> all = new LinkedHashMap<>(fallbacks);
    weaker.forEach(all::putIfAbsent);
    return new Sources(code, properties, environment, all, problems);
  }

  private Optional<Given> variable(String key) {
    if (environment.isEmpty()) {
      return Optional.empty();
    }
    String variable = environmentName(key);
    return given(environment.get(variable), "environment " + variable);
  }

  private static Optional<Given> given(@Nullable String text, String origin) {
    return Optional.ofNullable(text).map(value -> new Given(value, origin));
  }

  /** The keys that are given in full, and where. */
  Stream<Given> keys(String prefix) {
    return Stream.of(
            code.entrySet().stream().map(Sources::key),
            properties.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> new Given(key, SYSTEM_PROPERTY)),
            fallbacks.entrySet().stream().map(Sources::key))
        .flatMap(keys -> keys);
  }

  private static Given key(Map.Entry<String, Given> entry) {
    return new Given(entry.getKey(), entry.getValue().origin());
  }

  static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Whether a variable that begins like ours can only be a setting. */
  static boolean isSetting(String variable) {
    return !Pattern.matches(KUBERNETES, variable);
  }
}
