package dev.pubsub.resilience.resource;

import dev.pubsub.BusStats;
import dev.pubsub.Principal;
import dev.pubsub.resilience.resource.SlowGauge.Reading;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The gauges of all buses. Their figures take a step for each subscription. */
final class BusGauges implements AutoCloseable {

  private static final Principal PRINCIPAL = new Principal("system:resilience");

  private final List<Session> buses;

  BusGauges(Gateway gateway) {
    buses =
        gateway.buses().stream()
            .map(bus -> gateway.open(bus, PRINCIPAL, SessionOptions.DEFAULT))
            .toList();
  }

  /**
   * Gauges of what lives on the buses, and of the longest queue.
   *
   * @param processes how many subscriptions there may be on all buses together
   * @param queue how many signals may wait for one of them; 0 for no such gauge
   */
  List<Gauge> gauges(int processes, int queue, Environment environment) {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(
        slow(Watermarks.PROCESSES, environment, () -> new Reading(subscriptions(), processes)));
    if (queue > 0) {
      gauges.add(slow(Watermarks.QUEUE, environment, () -> new Reading(longestQueue(), queue)));
    }
    return gauges;
  }

  private static Gauge slow(String name, Environment environment, Supplier<Reading> take) {
    return new SlowGauge(name, environment.scheduler(), environment.executor(), take);
  }

  private long subscriptions() {
    return buses.stream()
        .map(Session::stats)
        .flatMap(stats -> stats.subscriptions().values().stream())
        .mapToLong(Integer::longValue)
        .sum();
  }

  private long longestQueue() {
    return buses.stream().map(Session::stats).mapToLong(BusStats::waitingMax).max().orElse(0);
  }

  @Override
  public void close() {
    buses.forEach(Session::close);
  }
}
