package dev.pubsub.monitoring.alert;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import java.time.Duration;
import java.util.List;

/** When somebody should look. */
final class AlertSettings {

  static final Setting<Duration> INTERVAL =
      Setting.duration(
          "alerts.interval",
          "5s",
          "How often the figures of all buses are looked at for alerts; 0s for never.");

  static final Setting<Duration> AFTER =
      Setting.duration(
          "alerts.after", "15s", "How long a cause holds before its alert fires; 0s for at once.");

  static final Setting<Duration> CLEAR_AFTER =
      Setting.duration(
          "alerts.clear-after", "1m", "How long a cause does not hold before its alert is over.");

  static final Setting<Duration> WINDOW =
      Setting.duration(
          "alerts.window", "1m", "Over how long losses, refusals and publishes are counted.");

  static final Setting<Integer> DEPTH =
      Setting.number(
          "alerts.depth",
          800,
          0,
          Integer.MAX_VALUE,
          "So many signals that wait for one subscription are worth an alert; 0 for none.");

  static final Setting<Integer> DROPS =
      Setting.number(
          "alerts.drops",
          5,
          0,
          1_000_000,
          "So many lost deliveries for a hundred published signals are; 0 for none.");

  static final Setting<Integer> REFUSALS =
      Setting.number(
          "alerts.refusals",
          5,
          0,
          100,
          "So many signals of a hundred that are refused are; 0 for none.");

  static final Setting<Integer> HEAP =
      Setting.number(
          "alerts.heap",
          95,
          0,
          100,
          "So many hundredths of the largest heap in use are; 0 for none.");

  static final Setting<Integer> VOLUME =
      Setting.number(
          "alerts.volume",
          0,
          0,
          1000,
          "A rate of publishes that is so many deviations from its usual is; 0 for none.");

  static final Setting<Duration> MISSED =
      Setting.duration(
          "alerts.missed",
          "1h",
          "How long a node that is gone, a subscriber that was cut off and a breaker that is open are"
              + " told of, unless they come back; 0s for not at all.");

  static final Setting<List<Objective>> OBJECTIVES =
      new Setting<>(
          "alerts.objectives",
          "",
          "What is promised of buses, parted by commas: BUS deliveries PERCENT that are not lost, BUS"
              + " publishes PERCENT that are not refused for want of room, or BUS processing TIME"
              + " PERCENT of the time in which all but the slowest hundredth of the calls take no"
              + " longer; 95 or more. Empty for nothing.",
          Objective::parse);

  static final List<Setting<?>> ALL =
      List.of(
          INTERVAL,
          AFTER,
          CLEAR_AFTER,
          WINDOW,
          DEPTH,
          DROPS,
          REFUSALS,
          HEAP,
          VOLUME,
          MISSED,
          OBJECTIVES);

  private AlertSettings() {}

  /** The limits of what is counted; zero for none. */
  record Limits(int depth, int drops, int refusals, int heap, int volume, Duration window) {

    static Limits of(Settings settings) {
      return new Limits(
          settings.get(DEPTH),
          settings.get(DROPS),
          settings.get(REFUSALS),
          settings.get(HEAP),
          settings.get(VOLUME),
          settings.get(WINDOW));
    }
  }
}
