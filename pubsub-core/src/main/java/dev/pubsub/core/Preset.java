package dev.pubsub.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Settings of a bus that are fit for a purpose, used by name: {@code
 * pubsub.bus.trail.preset=audit}. What is set for the bus itself goes before its preset, and that
 * before what is set for all buses.
 *
 * <p>{@link PubSubBuilder#presets} opens a bus of each, under its own name:
 *
 * <pre>{@code
 * PubSub pubsub = PubSub.builder().presets().open();
 * pubsub.bus(Preset.AUDIT).publish("audit_trail:user_actions", action);
 * }</pre>
 */
public enum Preset {
  /** Business events. */
  EVENTS(
      "Much of it, and none of it may be lost without a trace, nor may business wait for a slow"
          + " projection: what it has no room for is set aside, to be sent again.",
      "capacity=10000",
      "overflow=dead-letter",
      "deadletters.max=100000",
      "history=**=1000 7d"),
  /** The state of components, services and nodes. */
  SYSTEM(
      "Who coordinates must know of a gap: one that cannot keep up is cut off, and comes back with"
          + " its position.",
      "capacity=1000",
      "overflow=disconnect",
      "history=**=1000 7d",
      "lanes=1"),
  /** Lines of logs. */
  LOGGING(
      "Very much of it, and the newest lines tell most: the oldest go, and no publisher waits.",
      "capacity=10000",
      "soft-limit=100",
      "overflow=drop-oldest",
      "history=error_reports:**=1000 7d"),
  /** How components and subscriptions are. */
  HEALTH(
      "The present state counts, and newcomers want the last one: a newer replaces an older of the"
          + " same topic and key.",
      "capacity=500",
      "soft-limit=100",
      "overflow=latest-per-key",
      "history=**=10 1d",
      "topics.max=10000",
      "lanes=1"),
  /** Measurements. */
  METRICS(
      "Very much of it, and a measurement is out of date when the next one comes: a newer replaces"
          + " an older of the same topic and key, and nothing is kept.",
      "capacity=10000",
      "soft-limit=100",
      "overflow=latest-per-key"),
  /** Who got in, who did not, and who tried what is not allowed. */
  SECURITY(
      "Nothing may be lost, and nobody may keep others out by being slow: what finds no room, in"
          + " large queues, is set aside.",
      "capacity=20000",
      "overflow=dead-letter",
      "deadletters.max=100000",
      "history=**=10000 90d 100mb",
      "lanes=1"),
  /** Who did what, for whoever has to prove it. */
  AUDIT(
      "Nothing is ever dropped: the publisher waits as long as it said, or is refused, and then"
          + " does not do what it could not put on record.",
      "capacity=10000",
      "soft-limit=100",
      "overflow=wait",
      "history=**=10000 100mb",
      "lanes=1"),
  /** What somebody must look at now. */
  ALERTS(
      "Urgent whatever their publisher says, drained before all others, on a lane that stays awake"
          + " longer; what finds no room is set aside.",
      "capacity=1000",
      "overflow=dead-letter",
      "deadletters.max=100000",
      "priority=high",
      "history=**=1000 30d",
      "lanes=1",
      "lane.stay-hot=10ms"),
  /** Traces and profiles. */
  DIAGNOSTICS(
      "Worth nothing to whoever does not look: small queues, what finds no room is dropped, and it"
          + " is drained last.",
      "capacity=100",
      "overflow=drop-newest",
      "priority=low",
      "topics.max=1000",
      "lanes=1",
      "lane.capacity=1024",
      "lane.stay-hot=0s"),
  /** Starts, stops and failures of components and subscriptions. */
  LIFECYCLE(
      "What happened last says what runs: the oldest go, and the past is there for whoever comes"
          + " later.",
      "capacity=2000",
      "soft-limit=100",
      "overflow=drop-oldest",
      "history=**=1000 7d",
      "lanes=1");

  private final String reason;
  private final Map<String, String> values;

  Preset(String reason, String... values) {
    this.reason = reason;
    this.values =
        Arrays.stream(values)
            .map(value -> value.split("=", 2))
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toMap(v -> v[0], v -> v[1], (a, b) -> b, LinkedHashMap::new),
                    Collections::unmodifiableMap));
  }

  /**
   * The name of the preset, and of the bus that {@link PubSubBuilder#presets} opens with it.
   *
   * @return a word in lower case
   */
  public String busName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Why it is as it is.
   *
   * @return a sentence
   */
  public String reason() {
    return reason;
  }

  /**
   * The settings that make it up.
   *
   * @return values as a user would write them, by their keys below {@code pubsub.bus.<name>.}
   */
  public Map<String, String> settings() {
    return values;
  }

  /** The preset of a name, in capitals or not, or none. */
  static Optional<Preset> named(String name) {
    return Arrays.stream(values())
        .filter(preset -> preset.busName().equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  /** Reads the setting {@code preset}; says what would be right in the message of its exception. */
  static Optional<Preset> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        named(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Arrays.stream(values())
                            .map(Preset::busName)
                            .collect(Collectors.joining(", ", "one of ", "")))));
  }
}
