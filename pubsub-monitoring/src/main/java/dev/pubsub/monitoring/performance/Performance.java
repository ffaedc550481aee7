package dev.pubsub.monitoring.performance;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How fast buses were over a while, as a part of the plugin. */
public final class Performance {

  /** The most samples of a bus, whatever is set. */
  private static final int MOST = 3600;

  private static final Setting<Duration> INTERVAL =
      span(
          "performance.interval",
          "10s",
          Duration.ofSeconds(1),
          "How often a sample of the figures of each bus is taken, 1s to 1d.");

  private static final Setting<Duration> KEEP =
      span(
          "performance.keep",
          "1h",
          Duration.ofMinutes(1),
          "How long samples are kept, 1m to 1d; at most " + MOST + " of each bus.");

  private static final Setting<String> BASELINE =
      Setting.text(
          "performance.baseline",
          "",
          "The file that keeps what figures are compared with, as POST /api/performance/baseline"
              + " saves them; empty for no comparison.");

  private static final Setting<Integer> HOT_TOPICS =
      Setting.number(
          "performance.hot-topics",
          0,
          0,
          10_000,
          "How exactly hot topics are counted: each to within the signals of its bus divided by"
              + " this, which takes 16 times as many counters; 0 for no counting.");

  /** What can be set. */
  public static final List<Setting<?>> SETTINGS = List.of(INTERVAL, KEEP, BASELINE, HOT_TOPICS);

  private Performance() {}

  /**
   * Adds the collector and how it is asked.
   *
   * @param environment of the plugin
   * @param parts what the plugin contributes so far
   */
  public static void contribute(Environment environment, Contributions.Builder parts) {
    Settings settings = environment.settings();
    Duration interval = settings.get(INTERVAL);
    int capacity = (int) Math.max(1, Math.min(MOST, settings.get(KEEP).dividedBy(interval)));
    Baselines baselines =
        new Baselines(
            Optional.of(settings.get(BASELINE)).filter(file -> !file.isBlank()).map(Path::of));
    Optional<HotTopics> hot =
        Optional.of(settings.get(HOT_TOPICS)).filter(count -> count > 0).map(HotTopics::new);
    hot.ifPresent(parts::observer);
    Collector collector =
        new Collector(
            interval, capacity, environment.scheduler(), environment.clock(), baselines, hot);
    parts.component(collector);
    new PerformanceApi(environment.node(), collector, baselines, hot)
        .endpoints()
        .forEach(parts::endpoint);
  }

  private static Setting<Duration> span(
      String key, String fallback, Duration least, String description) {
    Setting<Duration> any = Setting.duration(key, fallback, description);
    return new Setting<>(
        key,
        fallback,
        description,
        text -> {
          Duration given = any.parser().apply(text);
          if (given.compareTo(least) < 0 || given.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                "a span of time from " + least.toSeconds() + "s to 1d");
          }
          return given;
        });
  }
}
