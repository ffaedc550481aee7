package dev.pubsub.core.config;

import dev.pubsub.config.LiveSetting;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of all declared settings, each from the strongest source that has it, else the
 * default. Reading them reports every problem at once and starts nothing.
 */
public final class Configuration {

  private static final String PREFIX = "pubsub.";

  private static final String LIVE = "live";

  private final Map<String, Setting<?>> known;
  private final Map<String, Object> values;
  private final Map<String, Given> given;
  private final List<Follower<?>> followers = new CopyOnWriteArrayList<>();

  private Configuration(
      Map<String, Setting<?>> known, Map<String, Object> values, Map<String, Given> given) {
    this.known = known;
    this.values = new ConcurrentHashMap<>(values);
    this.given = Collections.synchronizedMap(given);
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
          shown.put(key, shown(setting, value));
          try {
            values.put(key, setting.parser().apply(value.text()));
          } catch (IllegalArgumentException e) {
            problems.add(value.place() + fault(key, setting, value, e));
          }
        });
    if (!problems.isEmpty()) {
      throw new PubSubException(StandardError.BAD_SETTINGS, String.join("\n", problems));
    }
    return new Configuration(all, values, shown);
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
    Set<String> variables = sources.environment().keySet();
    Map<String, List<String>> names =
        variables.isEmpty()
            ? Map.of()
            : known.stream().collect(Collectors.groupingBy(Sources::environmentName));
    for (String name : variables) {
      List<String> meant = names.getOrDefault(name, List.of());
      if (meant.size() > 1) {
        problems.add(name + " may mean " + String.join(" or ", meant) + ": set it in another way");
      } else if (meant.isEmpty() && Sources.isSetting(name)) {
        problems.add("unknown setting " + name + Guess.nearest(name, names.keySet()));
      }
    }
    return problems;
  }

  /** Every value as it was given and where, by full key; secrets hidden. */
  public Map<String, Given> given() {
    synchronized (given) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
  }

  /** Those that may be changed, by their keys. */
  public List<LiveSetting> live() {
    return given().keySet().stream()
        .filter(key -> known(key).live())
        .sorted()
        .map(this::live)
        .toList();
  }

  /**
   * Changes one.
   *
   * @throws PubSubException with SETTING_NOT_FOUND, RESTART_NEEDED or BAD_SETTINGS
   */
  public synchronized LiveSetting change(String key, String text) {
    Setting<?> setting = known.get(key);
    if (setting == null) {
      throw new PubSubException(
          StandardError.SETTING_NOT_FOUND,
          "unknown setting " + key + Guess.nearest(key, known.keySet()));
    }
    if (!setting.live()) {
      throw new PubSubException(
          StandardError.RESTART_NEEDED,
          key + " is read at start only: set it where the others are set, and start again");
    }
    Given change = new Given(text, LIVE);
    try {
      values.put(key, setting.parser().apply(text));
    } catch (IllegalArgumentException e) {
      throw new PubSubException(StandardError.BAD_SETTINGS, fault(key, setting, change, e));
    }
    given.put(key, shown(setting, change));
    followers.stream().filter(each -> each.reads(key)).forEach(Follower::look);
    return live(key);
  }

  private LiveSetting live(String key) {
    Given now = Objects.requireNonNull(given.get(key));
    return new LiveSetting(key, now.text(), now.origin(), known(key).description());
  }

  private Setting<?> known(String key) {
    return Objects.requireNonNull(known.get(key));
  }

  private static Given shown(Setting<?> setting, Given value) {
    return setting.secret() ? value.hidden() : value;
  }

  private static String fault(
      String key, Setting<?> setting, Given value, IllegalArgumentException why) {
    String what = setting.secret() ? "what was given" : "'" + value.text() + "'";
    return key + ": " + what + " is not " + why.getMessage();
  }

  private record Follower<T>(
      Settings settings, List<String> prefixes, Setting<T> setting, Consumer<? super T> taker) {

    boolean reads(String key) {
      return prefixes.stream().anyMatch(prefix -> key.equals(prefix + setting.key()));
    }

    void look() {
      taker.accept(settings.get(setting));
    }
  }

  /**
   * The settings under a prefix, as their owner sees them.
   *
   * @param prefixes where to look, the first that has a value holds
   */
  public Settings under(String... prefixes) {
    return new Settings() {
      @Override
      public <T> void follow(Setting<T> setting, Consumer<? super T> taker) {
        Follower<T> follower = new Follower<>(this, List.of(prefixes), setting, taker);
        synchronized (Configuration.this) {
          follower.look();
          followers.add(follower);
        }
      }

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
