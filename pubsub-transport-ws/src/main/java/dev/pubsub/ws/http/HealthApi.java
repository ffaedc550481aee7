package dev.pubsub.ws.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the server is, for people, load balancers and supervisors. */
public final class HealthApi {

  private final ServerState state;

  /**
   * The endpoints.
   *
   * @param state the server
   */
  public HealthApi(ServerState state) {
    this.state = state;
  }

  Response health(Request request, String none) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", state.isDraining() ? "draining" : "healthy");
    health.put("uptime_seconds", state.uptimeSeconds());
    health.put("timestamp", state.now().toString());
    health.put("service", "pubsub-system");
    return Response.of(statusIfReady(), health);
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
