package dev.pubsub.resilience.resource;

import dev.pubsub.config.Setting;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What can be set about resources. */
final class ResourceSettings {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  static final Setting<Boolean> ENABLED =
      Setting.flag(
          "resources.enabled",
          false,
          "Whether resources are watched, and something is given up where they become scarce.");

  static final Setting<Duration> INTERVAL =
      new Setting<>(
          "resources.interval",
          "250ms",
          "How often resources are looked at, 10ms to 1m; twice as often while one is scarce.",
          ResourceSettings::interval);

  static final Setting<Watermarks> WATERMARKS =
      new Setting<>(
          "resources.watermarks",
          "80%/95%",
          "At how many percent of its limit a resource is scarce (soft) and critical (hard), for all"
              + " and for single ones, such as 80%/95%, heap=75%/90%; cpu is watched only where it"
              + " has marks of its own.",
          Watermarks::parse);

  static final Setting<Duration> CALM =
      Setting.duration(
          "resources.calm",
          "500ms",
          "How long a resource has to be 5 points below a mark before the level falls.");

  static final Setting<Duration> CLEANUP =
      Setting.duration(
          "resources.cleanup",
          "30s",
          "How often what is given up is given up once more while resources are scarce; 0s for"
              + " never.");

  static final Setting<Duration> COLLECT =
      Setting.duration(
          "resources.collect",
          "250ms",
          "How long after the last collection of the whole heap another is asked for while the heap"
              + " is above its mark, but not more than a tenth of the time; 0s for never.");

  static final Setting<Long> MEMORY =
      Setting.bytes(
          "resources.memory",
          "1GB",
          "The limit of what is in use on the heap after a collection, where the maximum of the heap"
              + " is not less.");

  static final Setting<Integer> PROCESSES =
      Setting.number(
          "resources.processes",
          100_000,
          1,
          Integer.MAX_VALUE,
          "How many subscriptions there may be on all buses together.");

  static final Setting<Integer> THREADS_MAX =
      Setting.number(
          "resources.threads.max",
          0,
          0,
          Integer.MAX_VALUE,
          "How many threads there may be; 0 for what the container or the user may have, where that"
              + " can be read.");

  static final Setting<Integer> QUEUE =
      Setting.number(
          "resources.queue",
          0,
          0,
          Integer.MAX_VALUE,
          "How many signals may wait for one subscription before the platform as a whole counts as"
              + " short of room; 0 for any number.");

  static final Setting<List<Path>> DISK =
      new Setting<>(
          "resources.disk",
          "",
          "Folders, split by commas, whose file systems are watched for room; empty for none.",
          ResourceSettings::folders);

  static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          INTERVAL,
          WATERMARKS,
          CALM,
          CLEANUP,
          COLLECT,
          MEMORY,
          PROCESSES,
          THREADS_MAX,
          QUEUE,
          DISK);

  private ResourceSettings() {}

  private static Duration interval(String text) {
    Duration interval = Setting.duration("interval", "1s", "").parser().apply(text);
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a span of time from 10ms to 1m");
    }
    return interval;
  }

  private static List<Path> folders(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(ResourceSettings::folder).toList();
  }

  private static Path folder(String text) {
    try {
      Path folder = Path.of(text.strip());
      if (!text.isBlank() && Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      // Told below, like any other folder that is not there.
    }
    throw new IllegalArgumentException(
        "a list of folders that are there ('%s' is not)".formatted(text.strip()));
  }
}
