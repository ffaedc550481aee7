package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The buses there are, and how much is on each. */
final class BusesApi {

  private final List<? extends Bus> buses;
  private final Clock clock;

  BusesApi(List<? extends Bus> buses, Clock clock) {
    this.buses = buses;
    this.clock = clock;
  }

  Response list(Request request, String none) {
    return Response.of(
        200,
        Json.object(
            "buses", buses.stream().map(BusesApi::shown).toList(),
            "count", buses.size(),
            "timestamp", clock.instant().toString()));
  }

  private static Map<String, ?> shown(Bus bus) {
    BusStats stats = bus.stats();
    return Json.object(
        "name", bus.name(),
        "status", StatsApi.status(bus),
        "topics", stats.topics(),
        "subscriptions", stats.subscriptions().values().stream().mapToInt(n -> n).sum(),
        "published", stats.published(),
        "delivered", stats.delivered(),
        "dropped", stats.droppedTotal(),
        "rejected", stats.rejected(),
        "published_per_second", stats.pace().publishedPerSecond(),
        "delivered_per_second", stats.pace().deliveredPerSecond(),
        "queue_depth_max", stats.waitingMax());
  }
}
