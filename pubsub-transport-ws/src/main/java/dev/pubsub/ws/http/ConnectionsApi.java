package dev.pubsub.ws.http;

import dev.pubsub.Principal;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The clients that are connected to a bus: listed a page at a time, looked at, closed. */
final class ConnectionsApi {

  private final OpenConnections connections;
  private final String bus;
  private final Gateway gateway;
  private final Clock clock;

  ConnectionsApi(OpenConnections connections, String bus, Gateway gateway, Clock clock) {
    this.connections = connections;
    this.bus = bus;
    this.gateway = gateway;
    this.clock = clock;
  }

  Response list(Request request, String none) throws ApiError {
    String after = request.query().getOrDefault("after", "");
    List<OpenConnection> page = connections.page(bus, after, Page.limit(request));
    return Response.of(
        200,
        Json.object(
            "connections", page.stream().map(ConnectionsApi::shown).toList(),
            "count", connections.count(bus),
            "timestamp", clock.instant().toString()));
  }

  Response find(Request request, String id) throws ApiError {
    OpenConnection connection = named(id);
    List<Subscription> all = List.copyOf(connection.losses().subscriptions());
    Map<String, Object> shown = shown(connection);
    shown.put(
        "subscriptions",
        all.stream()
            .sorted(Comparator.comparing(Subscription::id))
            .limit(Page.MAX)
            .map(ConnectionsApi::shown)
            .toList());
    shown.put("truncated", all.size() > Page.MAX);
    return Response.of(200, shown);
  }

  Response close(Request request, String id) throws ApiError {
    named(id).closing().run();
    gateway.tell(
        "audit",
        "audit_trail:admin_operations",
        "admin_operation",
        Json.object(
            "user_id",
            Principal.ANONYMOUS.name(),
            "action",
            "close_connection",
            "bus",
            bus,
            "resource",
            id));
    return Response.of(
        200, Json.object("status", "closing", "id", id, "timestamp", clock.instant().toString()));
  }

  private OpenConnection named(String id) throws ApiError {
    return connections.find(bus, id).orElseThrow(() -> ApiError.connectionNotFound(id));
  }

  private static Map<String, Object> shown(OpenConnection connection) {
    List<SubscriptionStats> stats =
        connection.losses().subscriptions().stream().map(Subscription::stats).toList();
    return Json.object(
        "id", connection.id(),
        "transport", connection.transport(),
        "bus", connection.session().name(),
        "principal", connection.session().principal().name(),
        "remote_address", connection.remote().getAddress().getHostAddress(),
        "remote_port", connection.remote().getPort(),
        "connected_at", connection.since().toString(),
        "unwritten_bytes", connection.unwritten().getAsLong(),
        // One queue for all of them.
        "waiting", stats.stream().mapToLong(SubscriptionStats::waiting).max().orElse(0),
        "delivered", stats.stream().mapToLong(SubscriptionStats::delivered).sum(),
        "dropped", stats.stream().mapToLong(SubscriptionStats::droppedTotal).sum(),
        "subscription_count", stats.size());
  }

  private static Map<String, Object> shown(Subscription subscription) {
    SubscriptionStats stats = subscription.stats();
    return Json.object(
        "id", subscription.id(),
        "pattern", subscription.pattern(),
        "selector", subscription.selection().selector(),
        "filter", subscription.selection().filter(),
        "delivered", stats.delivered(),
        "filtered", stats.filtered(),
        "dropped", stats.droppedTotal(),
        "dropped_by_reason", stats.dropped());
  }
}
