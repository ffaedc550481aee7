package dev.pubsub.ws.http;

import dev.pubsub.DurableSubscriptions;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Durable subscriptions: who they are, and ending one for good. */
final class DurablesApi {

  private final DurableSubscriptions durable;
  private final Clock clock;

  DurablesApi(DurableSubscriptions durable, Clock clock) {
    this.durable = durable;
    this.clock = clock;
  }

  Response list(Request request, String none) {
    List<Map<String, Object>> all =
        durable.list().stream()
            .map(
                each ->
                    Json.object(
                        "name", each.name(), "pattern", each.pattern(), "open", each.open()))
            .toList();
    return Response.of(
        200,
        Json.object(
            "durable_subscriptions", all,
            "count", all.size(),
            "timestamp", clock.instant().toString()));
  }

  Response remove(Request request, String name) throws ApiError {
    if (!durable.remove(name)) {
      throw ApiError.of(404, "NOT_FOUND", "There is no durable subscription of this name");
    }
    return Response.of(
        200,
        Json.object("status", "removed", "name", name, "timestamp", clock.instant().toString()));
  }
}
