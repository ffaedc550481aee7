package dev.pubsub.monitoring.alert;

import dev.pubsub.BusStats;
import dev.pubsub.DropReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is seen of one bus. Not for use by several threads. */
final class BusLook {

  /** One loss of two signals, or one slow second, is no rate yet. */
  static final long FEWEST = 10;

  /** What became of signals as somebody wanted it. */
  private static final Set<DropReason> INTENDED =
      EnumSet.of(
          DropReason.REPLACED, DropReason.INTERCEPTED, DropReason.CLOSED, DropReason.DETACHED);

  private static final double PERCENT = 100;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final String bus;
  private final boolean judgesVolume;
  private final AlertSettings.Limits limits;
  private final Usual usual = new Usual();
  private final Deque<Count> window = new ArrayDeque<>();

  private record Count(long at, long published, long lost, long rejected) {

    static Count of(BusStats stats, long now) {
      return new Count(now, stats.published(), BusLook.lost(stats), stats.rejected());
    }
  }

  /** How many deliveries were lost against everybody's will. */
  static long lost(BusStats stats) {
    return stats.dropped().entrySet().stream()
        .filter(each -> !INTENDED.contains(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Has seen nothing.
   *
   * @param judgesVolume whether it has a usual rate of publishes
   * @param now when the bus was opened, in nanoseconds
   */
  BusLook(String bus, boolean judgesVolume, AlertSettings.Limits limits, long now) {
    this.bus = bus;
    this.judgesVolume = judgesVolume && limits.volume() > 0;
    this.limits = limits;
    window.add(new Count(now, 0, 0, 0));
  }

  List<Reading> look(BusStats stats, long now) {
    Count current = Count.of(stats, now);
    Count last = window.getLast();
    window.add(current);
    while (current.at() - window.getFirst().at() > limits.window().toNanos() && window.size() > 2) {
      window.removeFirst();
    }
    Count base = window.getFirst();
    long published = current.published() - base.published();
    long lost = current.lost() - base.lost();
    long rejected = current.rejected() - base.rejected();
    List<Reading> readings = new ArrayList<>();
    read(readings, Rule.QUEUE_DEPTH, (double) stats.waitingMax(), limits.depth());
    if (lost >= FEWEST) {
      read(readings, Rule.DROP_RATE, share(lost, published), limits.drops());
    }
    if (rejected >= FEWEST) {
      double share = share(rejected, published + rejected);
      read(readings, Rule.FAILED_PUBLICATIONS, share, limits.refusals());
    }
    if (judgesVolume && current.at() > last.at()) {
      double rate = (current.published() - last.published()) * NANOS / (current.at() - last.at());
      read(readings, Rule.VOLUME, usual.deviations(rate), limits.volume());
    }
    return readings;
  }

  private static double share(long part, long whole) {
    return PERCENT * part / Math.max(1, whole);
  }

  private void read(List<Reading> readings, Rule rule, double value, int limit) {
    if (limit > 0) {
      readings.add(new Reading(Cause.of(rule, bus), value, limit));
    }
  }
}
