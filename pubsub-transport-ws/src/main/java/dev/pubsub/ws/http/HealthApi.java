package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.PartHealth;
import dev.pubsub.ws.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the server is, for people, load balancers and supervisors. */
final class HealthApi {

  private final Gateway gateway;
  private final List<? extends Bus> buses;
  private final ServerState state;

  HealthApi(Gateway gateway, List<? extends Bus> buses, ServerState state) {
    this.gateway = gateway;
    this.buses = buses;
    this.state = state;
  }

  Response health(Request request, String none) {
    List<PartHealth> parts = gateway.health();
    return Response.of(
        statusIfReady(parts),
        Json.object(
            "status",
            status(parts),
            "uptime_seconds",
            state.uptimeSeconds(),
            "timestamp",
            state.now().toString(),
            "service",
            "pubsub-system",
            "buses",
            buses.stream()
                .map(bus -> Json.object("name", bus.name(), "status", StatsApi.status(bus)))
                .toList(),
            "components",
            parts.stream().map(HealthApi::shown).toList()));
  }

  private static Map<String, Object> shown(PartHealth part) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", part.name());
    shown.put("status", part.health().state().name().toLowerCase(Locale.ROOT));
    shown.put("detail", part.health().detail());
    part.because().ifPresent(cause -> shown.put("because", cause));
    return shown;
  }

  private String status(List<PartHealth> parts) {
    if (state.isDraining()) {
      return "draining";
    }
    if (!areAvailable(parts)) {
      return "unhealthy";
    }
    return parts.stream().allMatch(part -> part.health().state() == Health.State.UP)
        ? "healthy"
        : "degraded";
  }

  private boolean areAvailable(List<PartHealth> parts) {
    return buses.stream().allMatch(Bus::isAvailable)
        && parts.stream().noneMatch(PartHealth::isFatal);
  }

  Response live(Request request, String none) {
    return Response.of(200, Map.of("status", "live"));
  }

  Response ready(Request request, String none) {
    List<PartHealth> parts = gateway.health();
    return Response.of(
        statusIfReady(parts),
        Map.of(
            "status",
            areAvailable(parts) ? (state.isDraining() ? "draining" : "ready") : "unavailable"));
  }

  private int statusIfReady(List<PartHealth> parts) {
    return state.isDraining() || !areAvailable(parts) ? 503 : 200;
  }
}
