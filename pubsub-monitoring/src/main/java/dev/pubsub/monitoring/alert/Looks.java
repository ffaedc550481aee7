package dev.pubsub.monitoring.alert;

import dev.pubsub.BusStats;
import dev.pubsub.spi.PluginRefusal;
import dev.pubsub.spi.edge.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is seen of all buses, of what was told, and of the JVM. Not for use by several threads. */
final class Looks {

  /** Whose own traffic would make alerts of alerts. */
  private static final String ALERTS = "alerts";

  /** Those that the platform itself publishes on, as much as there is to tell. */
  private static final Set<String> SYSTEM =
      Set.of(
          ALERTS,
          "audit",
          "diagnostics",
          "health",
          "lifecycle",
          "logging",
          "metrics",
          "security",
          "system");

  private static final double PERCENT = 100;

  private final AlertSettings.Limits limits;
  private final Standing standing;
  private final long opened;
  private final Map<Session, BusLook> buses = new HashMap<>();
  private final List<ObjectiveLook> objectives;

  /**
   * Has seen nothing.
   *
   * @param opened when the buses were, in nanoseconds
   */
  Looks(AlertSettings.Limits limits, List<Objective> objectives, Standing standing, long opened) {
    this.opened = opened;
    this.limits = limits;
    this.objectives = objectives.stream().map(each -> new ObjectiveLook(each, opened)).toList();
    this.standing = standing;
  }

  /**
   * Refuses to begin where something is promised of a bus that is not looked at.
   *
   * @param names of all buses
   */
  void require(Collection<String> names) {
    for (ObjectiveLook each : objectives) {
      if (!names.contains(each.bus()) || each.bus().equals(ALERTS)) {
        throw new PluginRefusal(
            "alerts.objectives names the bus '" + each.bus() + "', and no such bus is looked at");
      }
    }
  }

  List<Reading> look(List<Session> sessions, long now) {
    List<Reading> readings = new ArrayList<>();
    Map<String, BusStats> seen = new HashMap<>();
    for (Session session : sessions) {
      BusStats stats = session.stats();
      seen.put(session.name(), stats);
      if (!session.name().equals(ALERTS)) {
        readings.addAll(look(session, stats, now));
      }
    }
    for (Cause cause : standing.at(now)) {
      if (isBack(cause, seen)) {
        standing.ends(cause);
      } else {
        readings.add(Reading.fact(cause));
      }
    }
    if (limits.heap() > 0) {
      readings.add(heap());
    }
    return readings;
  }

  private List<Reading> look(Session session, BusStats stats, long now) {
    if (!session.isAvailable()) {
      return List.of(Reading.fact(Cause.of(Rule.BUS_UNAVAILABLE, session.name())));
    }
    BusLook look =
        buses.computeIfAbsent(
            session,
            any -> new BusLook(session.name(), !SYSTEM.contains(session.name()), limits, opened));
    List<Reading> readings = look.look(stats, now);
    objectives.stream()
        .filter(each -> each.bus().equals(session.name()))
        .forEach(each -> readings.addAll(each.look(stats, now)));
    return readings;
  }

  /** How the objectives are kept, as JSON has it, as of the last look. Any thread. */
  List<Map<String, Object>> objectives() {
    return objectives.stream().map(ObjectiveLook::fields).toList();
  }

  private static boolean isBack(Cause cause, Map<String, BusStats> seen) {
    BusStats stats = seen.get(cause.bus());
    return cause.rule() == Rule.SUBSCRIBER_GONE
        && stats != null
        && stats.subscriptions().containsKey(cause.subject());
  }

  private Reading heap() {
    Runtime jvm = Runtime.getRuntime();
    long used = jvm.totalMemory() - jvm.freeMemory();
    return new Reading(Cause.of(Rule.HEAP, ""), PERCENT * used / jvm.maxMemory(), limits.heap());
  }
}
