package dev.pubsub.monitoring.alert;

import dev.pubsub.BusStats;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a bus keeps an objective. Looks are taken by one thread at a time. */
final class ObjectiveLook {

  /**
   * How many times too many errors are worth an alert, in both of two windows: the long one says
   * that it matters, and the short one that it goes on. The figures are those of the workbook, by
   * which two, and five, hundredths of the errors of thirty days are used up in the long window.
   */
  private enum Speed {
    FAST(Rule.BURN_RATE_FAST, 14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
    SLOW(Rule.BURN_RATE_SLOW, 6, Duration.ofHours(6), Duration.ofMinutes(30));

    private final Rule rule;
    private final double limit;
    private final Duration longWindow;
    private final Duration shortWindow;

    Speed(Rule rule, double limit, Duration longWindow, Duration shortWindow) {
      this.rule = rule;
      this.limit = limit;
      this.longWindow = longWindow;
      this.shortWindow = shortWindow;
    }

    Reading reading(Objective objective, Budget budget) {
      Cause cause = new Cause(rule, objective.bus(), objective.promise());
      return new Reading(cause, Math.min(budget.burn(longWindow), budget.burn(shortWindow)), limit);
    }
  }

  /** Refusals that are no fault of who publishes, and that nobody has set on purpose. */
  private static final Set<String> FAULTS =
      Arrays.stream(StandardError.values())
          .filter(code -> code.kind() != ErrorCode.Kind.CALLER)
          .filter(code -> code != StandardError.RATE_LIMITED)
          .filter(code -> code != StandardError.DUPLICATE_PENDING)
          .map(StandardError::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  /** Of fewer calls the 99th percentile is the slowest alone. */
  private static final long FEWEST_CALLS = 100;

  /** What a bus tells of its calls is of as long as this at most. */
  private static final long TIMED = Duration.ofMinutes(2).toNanos();

  private record Handled(long at, long calls) {}

  private final Objective objective;
  private final Budget budget;
  private final long opened;
  private final Deque<Handled> handled = new ArrayDeque<>();
  private long looked;
  private long slow;
  private long timed;
  private volatile Map<String, Double> burns = Map.of();

  /**
   * Has seen nothing.
   *
   * @param opened when the bus was, in nanoseconds
   */
  ObjectiveLook(Objective objective, long opened) {
    this.objective = objective;
    this.budget = new Budget(objective.allowed(), Speed.SLOW.longWindow);
    this.opened = opened;
    this.looked = opened;
  }

  String bus() {
    return objective.bus();
  }

  List<Reading> look(BusStats stats, long now) {
    long at = now - opened;
    switch (objective.of()) {
      case DELIVERIES -> {
        long lost = BusLook.lost(stats);
        budget.note(at, lost, lost + stats.delivered());
      }
      case PUBLISHES -> {
        long refused = faults(stats.rejectedByCode());
        budget.note(at, refused, refused + stats.published());
      }
      case PROCESSING -> {
        time(stats.pace().processingP99(), calls(stats.delivered(), now), now - looked);
        budget.note(at, slow / NANOS, timed / NANOS);
      }
    }
    looked = now;
    List<Reading> readings = new ArrayList<>();
    Map<String, Double> rates = new LinkedHashMap<>();
    for (Speed speed : Speed.values()) {
      readings.add(speed.reading(objective, budget));
      rates.put(minutes(speed.shortWindow), budget.burn(speed.shortWindow));
      rates.put(minutes(speed.longWindow), budget.burn(speed.longWindow));
    }
    burns = rates;
    return readings;
  }

  /** How many there were of which the bus tells how slow they are. */
  private long calls(long delivered, long now) {
    handled.add(new Handled(now, delivered));
    while (now - handled.element().at() > TIMED) {
      handled.remove();
    }
    return delivered - handled.element().calls();
  }

  /** Seconds are counted, not calls: the bus tells how slow they are, and not how many are. */
  private void time(Duration p99, long calls, long passed) {
    if (calls >= FEWEST_CALLS) {
      timed += passed;
      slow += p99.compareTo(objective.within()) > 0 ? passed : 0;
    }
  }

  private static long faults(Map<String, Long> rejected) {
    return rejected.entrySet().stream()
        .filter(each -> FAULTS.contains(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String minutes(Duration window) {
    return window.toMinutes() + "m";
  }

  /** As JSON has it, as of the last look. Any thread. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bus", objective.bus());
    fields.put("objective", objective.promise());
    fields.put("burn_rate", burns);
    return fields;
  }
}
