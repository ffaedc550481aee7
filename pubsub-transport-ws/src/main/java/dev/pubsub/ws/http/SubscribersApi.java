package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.SubscriptionStats;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whom a topic reaches. */
final class SubscribersApi {

  private final Bus bus;
  private final String node;
  private final OpenConnections connections;
  private final Clock clock;

  SubscribersApi(Bus bus, String node, OpenConnections connections, Clock clock) {
    this.bus = bus;
    this.node = node;
    this.connections = connections;
    this.clock = clock;
  }

  Response list(Request request, String topic) throws ApiError {
    long after = Page.number(request.query().get("after"), 0);
    if (after < 0) {
      throw ApiError.badRequest("The parameter 'after' must be the id of a subscription, or 0");
    }
    List<SubscriptionInfo> page = bus.subscribers(topic, after, Page.limit(request));
    Map<Long, String> holders =
        connections.holding(
            bus.name(), page.stream().map(SubscriptionInfo::id).collect(Collectors.toSet()));
    Map<String, Integer> nodes = bus.subscribers(topic);
    return Response.of(
        200,
        Json.object(
            "topic", topic,
            "subscribers", page.stream().map(each -> shown(each, holders)).toList(),
            "count", nodes.getOrDefault(node, 0),
            "nodes", nodes,
            "timestamp", clock.instant().toString()));
  }

  private static Map<String, ?> shown(SubscriptionInfo info, Map<Long, String> holders) {
    SubscriptionStats stats = info.stats();
    Map<String, Object> shown =
        Json.object(
            "id", info.id(),
            "pattern", info.pattern(),
            "selector", info.selection().selector(),
            "filter", info.selection().filter(),
            "group", info.group(),
            "principal", info.principal(),
            "acknowledges", info.acknowledges(),
            "quarantined", stats.quarantined(),
            "waiting", stats.waiting(),
            "delivered", stats.delivered(),
            "filtered", stats.filtered(),
            "dropped", stats.droppedTotal(),
            "dropped_by_reason", stats.dropped());
    String connection = holders.get(info.id());
    if (connection != null) {
      shown.put("connection", connection);
    }
    return shown;
  }
}
