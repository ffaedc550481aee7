package dev.pubsub.resilience.limit;

import dev.pubsub.resilience.share.Share;
import dev.pubsub.resilience.share.Want;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.spi.flow.PressureLevel;
import io.github.bucket4j.TimeMeter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks all limits that concern an operation, in the order in which they stand in the list.
 *
 * <p>Tokens are taken from one limit after the other. When one has not enough, those that were
 * taken are given back, so that what is refused costs nothing elsewhere; the first without enough
 * says what happens, and the time after which to try again is the longest that any of them asks
 * for. Exact, whatever the threads: no bucket ever grants more than its burst and what flows in.
 * Not exact while several threads take from the same buckets: between taking and giving back
 * another may be refused for want of the tokens that come back a moment later, and somebody else
 * may be quicker when the time to try again has come.
 *
 * <p>With no limit an operation costs the read of one field. To grant one, nothing is allocated.
 */
final class Limiter implements Gate {

  private final int maxKeys;
  private final TimeMeter time;
  private final Pressure pressure;
  private final Map<String, ActiveLimit> byName = new LinkedHashMap<>();
  private volatile Map<Operation, ActiveLimit[]> byOperation;

  Limiter(List<LimitRule> rules, int maxKeys, Scheduler scheduler, Pressure pressure) {
    this.maxKeys = maxKeys;
    this.time = new Elapsed(scheduler);
    this.pressure = pressure;
    rules.forEach(rule -> byName.put(rule.name(), ActiveLimit.of(rule, maxKeys, time)));
    this.byOperation = indexed();
  }

  private record Elapsed(Scheduler scheduler) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return scheduler.nanoTime();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private Map<Operation, ActiveLimit[]> indexed() {
    Map<Operation, ActiveLimit[]> indexed = new EnumMap<>(Operation.class);
    for (Operation operation : Operation.values()) {
      ActiveLimit[] limits =
          byName.values().stream()
              .filter(limit -> limit.concerns(operation))
              .toArray(ActiveLimit[]::new);
      if (limits.length > 0) {
        indexed.put(operation, limits);
      }
    }
    return indexed;
  }

  // ---- asking

  @Override
  public Admission admit(
      Operation operation, String bus, String principal, String resource, Priority priority) {
    ActiveLimit[] limits = byOperation.get(operation);
    if (limits == null) {
      return Admission.GRANTED;
    }
    PressureLevel level = pressure.level();
    ActiveLimit without = take(limits, 0, operation, bus, principal, resource, level);
    if (without == null) {
      return Admission.GRANTED;
    }
    return without.rule().then() == OverLimit.SHED
        ? without.shed()
        : without.refuse(longest(limits, operation, bus, principal, resource, level));
  }

  /** Takes from this limit and all after it; names the one that has not enough. */
  private static @Nullable ActiveLimit take(
      ActiveLimit[] limits,
      int from,
      Operation operation,
      String bus,
      String principal,
      String resource,
      PressureLevel level) {
    for (int i = from; i < limits.length; i++) {
      ActiveLimit limit = limits[i];
      if (!limit.matches(bus, principal, resource)) {
        continue;
      }
      LimitBucket bucket = limit.take(operation, bus, principal, resource, level);
      if (bucket == null) {
        return limit;
      }
      // The stack remembers what is to be given back.
      ActiveLimit without =
          i + 1 < limits.length
              ? take(limits, i + 1, operation, bus, principal, resource, level)
              : null;
      if (without != null) {
        limit.giveBack(bucket, operation);
      }
      return without;
    }
    return null;
  }

  private static long longest(
      ActiveLimit[] limits,
      Operation operation,
      String bus,
      String principal,
      String resource,
      PressureLevel level) {
    return Arrays.stream(limits)
        .filter(limit -> limit.matches(bus, principal, resource))
        .mapToLong(limit -> limit.nanosUntil(operation, bus, principal, resource, level))
        .max()
        .orElse(0);
  }

  // ---- changing

  synchronized List<LimitStatus> list() {
    PressureLevel level = pressure.level();
    return byName.values().stream().map(limit -> limit.status(level)).toList();
  }

  /** False when there is no room for another. */
  synchronized boolean put(LimitRule rule, int most) {
    if (byName.size() >= most && !byName.containsKey(rule.name())) {
      return false;
    }
    byName.compute(
        rule.name(),
        (name, old) ->
            old == null ? ActiveLimit.of(rule, maxKeys, time) : old.changed(rule, maxKeys, time));
    byOperation = indexed();
    return true;
  }

  /** What all nodes share of them, and how much of it was asked for here. */
  synchronized Map<String, Want> wants() {
    Map<String, Want> wants = new LinkedHashMap<>();
    byName.forEach((name, limit) -> limit.want().ifPresent(want -> wants.put(name, want)));
    return wants;
  }

  /** What this node has of those. */
  synchronized void share(Map<String, Share> shares) {
    PressureLevel level = pressure.level();
    shares.forEach(
        (name, share) -> {
          ActiveLimit limit = byName.get(name);
          if (limit != null) {
            limit.share(share, level);
          }
        });
  }

  synchronized boolean remove(String name) {
    boolean removed = byName.remove(name) != null;
    byOperation = indexed();
    return removed;
  }
}
