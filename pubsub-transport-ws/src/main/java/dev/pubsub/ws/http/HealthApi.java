package dev.pubsub.ws.http;

import dev.pubsub.ws.json.Json;
import java.util.Map;

/** How the server is, for people, load balancers and supervisors. */
final class HealthApi {

  private final ServerState state;

  HealthApi(ServerState state) {
    this.state = state;
  }

  Response health(Request request, String none) {
    return Response.of(
        statusIfReady(),
        Json.object(
            "status",
            state.isDraining() ? "draining" : "healthy",
            "uptime_seconds",
            state.uptimeSeconds(),
            "timestamp",
            state.now().toString(),
            "service",
            "pubsub-system"));
  }

  Response live(Request request, String none) {
    return Response.of(200, Map.of("status", "live"));
  }

  Response ready(Request request, String none) {
    return Response.of(
        statusIfReady(), Map.of("status", state.isDraining() ? "draining" : "ready"));
  }

  private int statusIfReady() {
    return state.isDraining() ? 503 : 200;
  }
}
