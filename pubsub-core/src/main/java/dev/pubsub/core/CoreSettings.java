package dev.pubsub.core;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.config.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of the engine itself, under {@code pubsub.}. */
final class CoreSettings {

  static final String PREFIX = "pubsub.";

  static final Setting<Integer> CAPACITY =
      Setting.number(
          "capacity",
          1000,
          1,
          SubscribeOptions.MAX_CAPACITY,
          "How many signals may wait for a subscription or a session that asks for nothing else.");

  static final Setting<Integer> SESSION_CAPACITY_MAX =
      Setting.number(
          "session.capacity.max",
          65_536,
          1,
          SubscribeOptions.MAX_CAPACITY,
          "The largest capacity that a session may ask for.");

  static final Setting<Integer> TOPICS_MAX =
      Setting.number(
          "topics.max", 250_000, 1, 100_000_000, "How many topics there may be at a time.");

  static final Setting<Integer> LANES =
      Setting.number(
          "lanes",
          0,
          0,
          64,
          "How many lanes deliver signals; 0 takes one for every two processors, at least one.");

  static final Setting<Integer> LANE_CAPACITY =
      Setting.number(
          "lane.capacity",
          262_144,
          1024,
          1 << 28,
          "How many signals may wait on a lane for all its subscriptions together.");

  static final Setting<Duration> STAY_HOT =
      Setting.duration(
          "lane.stay-hot",
          "1ms",
          "How long a lane stays awake after load before it sleeps; more is faster at low fan-out"
              + " and costs processor time.");

  static final List<Setting<?>> ALL =
      List.of(CAPACITY, SESSION_CAPACITY_MAX, TOPICS_MAX, LANES, LANE_CAPACITY, STAY_HOT);

  private CoreSettings() {}
}
