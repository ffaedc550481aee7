package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.ws.json.Json;
import java.util.List;
import java.util.Map;

/** How the server is, for people, load balancers and supervisors. */
final class HealthApi {

  private final List<? extends Bus> buses;
  private final ServerState state;

  HealthApi(List<? extends Bus> buses, ServerState state) {
    this.buses = buses;
    this.state = state;
  }

  Response health(Request request, String none) {
    return Response.of(
        statusIfReady(),
        Json.object(
            "status",
            status(),
            "uptime_seconds",
            state.uptimeSeconds(),
            "timestamp",
            state.now().toString(),
            "service",
            "pubsub-system",
            "buses",
            buses.stream()
                .map(bus -> Json.object("name", bus.name(), "status", StatsApi.status(bus)))
                .toList()));
  }

  private String status() {
    if (state.isDraining()) {
      return "draining";
    }
    return areAvailable() ? "healthy" : "unhealthy";
  }

  private boolean areAvailable() {
    return buses.stream().allMatch(Bus::isAvailable);
  }

  Response live(Request request, String none) {
    return Response.of(200, Map.of("status", "live"));
  }

  Response ready(Request request, String none) {
    return Response.of(
        statusIfReady(),
        Map.of(
            "status",
            areAvailable() ? (state.isDraining() ? "draining" : "ready") : "unavailable"));
  }

  private int statusIfReady() {
    return state.isDraining() || !areAvailable() ? 503 : 200;
  }
}
