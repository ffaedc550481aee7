package dev.pubsub.core;

import dev.pubsub.Overflow;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.config.Setting;
import dev.pubsub.core.catalog.TopicsMode;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.topic.TopicPattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the engine itself, under {@code pubsub.}. Those of a bus hold for every bus that
 * has none of its own under {@code pubsub.bus.<name>.}.
 */
final class CoreSettings {

  static final String PREFIX = "pubsub.";

  static final Setting<List<String>> BUSES =
      new Setting<>(
          "buses",
          "",
          "The names of further buses beside default, split by commas; every setting of a bus may"
              + " be set for one of them as pubsub.bus.<name>.<setting>.",
          BusNames::parse);

  static final Setting<String> NODE =
      Setting.text(
          "node",
          "local",
          "The name of this node, as other nodes and whoever looks for agents see it.");

  static final Setting<Boolean> PRESETS =
      Setting.flag(
          "presets",
          false,
          "Whether there is a bus of each preset beside default: events, system, logging, health,"
              + " metrics, security, audit, alerts, diagnostics and lifecycle.");

  static final Setting<Optional<Preset>> PRESET =
      new Setting<>(
          "preset",
          "",
          "The preset whose settings a bus has where it has none of its own: the name of one of"
              + " those that pubsub.presets opens; empty for none.",
          Preset::parse);

  static final Setting<List<Bridge>> BRIDGES =
      new Setting<>(
          "bridges",
          "",
          "What is published on one bus and shall be on another, too, such as"
              + " events/orders:**->audit for the same topics, or events/orders:**->audit/copy:** to"
              + " put copy: before their names.",
          BridgeRules::parse);

  static final Setting<Boolean> FEEDS =
      Setting.flag(
          "feeds",
          true,
          "Whether the platform tells the buses system, logging, health, metrics, security, audit,"
              + " alerts, diagnostics and lifecycle, where they run, what it knows of itself.");

  static final Setting<Duration> FEEDS_INTERVAL =
      Setting.duration(
          "feeds.interval",
          "10s",
          "How often the platform looks at the figures of all buses and at the health of its parts,"
              + " for the buses metrics, diagnostics, health and alerts; 0s for never.");

  static final Setting<Integer> FEEDS_LOSSES =
      Setting.number(
          "feeds.losses",
          1000,
          1,
          Integer.MAX_VALUE,
          "So many losses or refusals of a bus within feeds.interval are told to the bus alerts.");

  static final Setting<String> PLUGINS_DIR =
      Setting.text(
          "plugins.dir",
          "",
          "A folder whose jars are plugins, each with a class loader of its own; empty for none.");

  static final Setting<Duration> DRAIN_TIME =
      Setting.duration(
              "drain.time",
              "10s",
              "How long a server that is told to end has for delivering what it accepted.")
          .changeable();

  static final Setting<Integer> CAPACITY =
      Setting.number(
          "capacity",
          1000,
          1,
          SubscribeOptions.MAX_CAPACITY,
          "How many signals may wait for a subscription or a session that asks for nothing else.");

  static final Setting<Overflow> OVERFLOW =
      Setting.choice(
          "overflow",
          Overflow.DROP_NEWEST,
          EnumSet.complementOf(EnumSet.of(Overflow.AS_CONFIGURED)),
          "What becomes of a signal that finds no room: drop-newest, drop-oldest, latest-per-key,"
              + " wait, disconnect or dead-letter.");

  static final Setting<Integer> SOFT_LIMIT =
      Setting.number(
          "soft-limit",
          80,
          1,
          100,
          "The percentage of a capacity at which a queue is closed to signals that are not of high"
              + " priority.");

  static final Setting<Priority> PRIORITY =
      Setting.choice(
          "priority",
          Priority.NORMAL,
          EnumSet.allOf(Priority.class),
          "How urgent a bus is: signals of normal priority are taken as low, normal or high, and"
              + " more urgent buses are drained before the others.");

  static final Setting<Integer> SESSION_CAPACITY_MAX =
      Setting.number(
          "session.capacity.max",
          65_536,
          1,
          SubscribeOptions.MAX_CAPACITY,
          "The largest capacity that a session may ask for.");

  static final Setting<Integer> TOPICS_MAX =
      Setting.number(
              "topics.max", 250_000, 1, 100_000_000, "How many topics there may be at a time.")
          .changeable();

  static final Setting<TopicsMode> TOPICS_MODE =
      Setting.choice(
          "topics.mode",
          TopicsMode.OPEN,
          EnumSet.allOf(TopicsMode.class),
          "Whether publishing and subscribing make topics (open), or each must be created first"
              + " (declared).");

  static final Setting<Duration> TOPICS_IDLE =
      Setting.duration(
          "topics.idle",
          "10m",
          "Where topics are open, one that was not created, has no subscription by its name and"
              + " of which nothing is kept is removed after so long without a signal; 0s for"
              + " never.");

  static final Setting<HistoryRules> HISTORY =
      new Setting<>(
          "history",
          "",
          "How much of which topics is kept for those who come later: a count up to 1000000, an"
              + " age, bytes, or some of them, such as room:*=100,audit:**=30d 100MB; of the patterns"
              + " that match the widest bounds hold, and a pattern with a comma stands in quotes.",
          HistoryRules::parse);

  static final Setting<List<TopicPattern>> HISTORY_REPAIR =
      new Setting<>(
          "history.repair",
          "",
          "Patterns of topics, split by commas, whose history is to have what other nodes publish"
              + " even if nobody is subscribed here, or this node is cut off for a while.",
          HistoryRules::patterns);

  static final Setting<Retention> DURABLE_KEEP =
      new Setting<>(
          "durable.keep",
          "10000",
          "How much is kept at least of each topic that a durable subscription subscribes to: a"
              + " count up to 1000000, an age, bytes, or some of them, such as 10000 7d 100MB.",
          HistoryRules::retention);

  static final Setting<Integer> TRACE_RATE =
      Setting.number(
              "trace.rate",
              1_000,
              0,
              1_000_000,
              "How many steps on the ways of signals are noted in a second, about: of its first signals"
                  + " all steps, of the others none; 0 for none.")
          .changeable();

  static final Setting<Integer> TRACE_CAPACITY =
      Setting.number(
          "trace.capacity",
          5_000,
          100,
          10_000_000,
          "How many steps on the ways of signals are remembered, the newest; each takes up about"
              + " 200 bytes.");

  static final Setting<Integer> DEAD_LETTERS_MAX =
      Setting.number(
              "deadletters.max",
              10_000,
              0,
              100_000_000,
              "How many dead letters are kept: signals that a subscriber rejected or had too often,"
                  + " that found no room where the policy is dead-letter, or whose time was over where"
                  + " deadletters.expired says so.")
          .changeable();

  static final Setting<Long> DEAD_LETTERS_MAX_BYTES =
      Setting.bytes(
          "deadletters.max-bytes",
          "64MB",
          "How much memory dead letters may take up, by and large, such as 64MB; the oldest make"
              + " room for new ones.");

  static final Setting<Boolean> DEAD_LETTERS_EXPIRED =
      Setting.flag(
          "deadletters.expired",
          false,
          "Whether signals whose time to live was over before they were received are kept among"
              + " the dead letters, too.");

  static final Setting<Duration> IDEMPOTENCY_WINDOW =
      Setting.duration(
          "idempotency.window",
          "2m",
          "For how long a publish with a deduplication id is remembered, so that the same again"
              + " publishes nothing.");

  static final Setting<Integer> IDEMPOTENCY_MAX =
      Setting.number(
          "idempotency.max",
          100_000,
          1,
          100_000_000,
          "How many deduplication ids are remembered; the oldest make room for new ones.");

  static final Setting<Integer> SCHEDULE_MAX =
      Setting.number(
              "schedule.max",
              100_000,
              0,
              100_000_000,
              "How many publishes may wait for the time at which they are due.")
          .changeable();

  static final Setting<Long> SCHEDULE_MAX_BYTES =
      Setting.bytes(
          "schedule.max-bytes",
          "64MB",
          "How much memory publishes may take up, by and large, that wait for the time at which"
              + " they are due, such as 64MB.");

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

  static final Setting<Boolean> GROUPS_LOCAL_FIRST =
      Setting.flag(
          "groups.local-first",
          false,
          "Whether a member of a group on this node comes before those on other nodes, as long as"
              + " one has room; otherwise nodes share signals as they share members.");

  static final Setting<Duration> STAY_HOT =
      Setting.duration(
          "lane.stay-hot",
          "1ms",
          "How long a lane stays awake after load before it sleeps; more is faster at low fan-out"
              + " and costs processor time. With 0s it does not stay awake over short lulls"
              + " either.");

  /** Those that a bus may have of its own. */
  static final List<Setting<?>> OF_A_BUS =
      List.of(
          CAPACITY,
          OVERFLOW,
          SOFT_LIMIT,
          PRIORITY,
          SESSION_CAPACITY_MAX,
          TOPICS_MODE,
          TOPICS_MAX,
          TOPICS_IDLE,
          HISTORY,
          HISTORY_REPAIR,
          DURABLE_KEEP,
          TRACE_RATE,
          TRACE_CAPACITY,
          DEAD_LETTERS_MAX,
          DEAD_LETTERS_MAX_BYTES,
          DEAD_LETTERS_EXPIRED,
          IDEMPOTENCY_WINDOW,
          IDEMPOTENCY_MAX,
          SCHEDULE_MAX,
          SCHEDULE_MAX_BYTES,
          LANES,
          LANE_CAPACITY,
          GROUPS_LOCAL_FIRST,
          STAY_HOT);

  /** Those that an assembly has once. */
  static final List<Setting<?>> OF_THE_ASSEMBLY =
      List.of(
          NODE,
          BUSES,
          PRESETS,
          BRIDGES,
          FEEDS,
          FEEDS_INTERVAL,
          FEEDS_LOSSES,
          PLUGINS_DIR,
          DRAIN_TIME);

  private CoreSettings() {}

  /** Where the settings are that a bus has of its own. */
  static String prefixOf(String bus) {
    return PREFIX + "bus." + bus + ".";
  }
}
