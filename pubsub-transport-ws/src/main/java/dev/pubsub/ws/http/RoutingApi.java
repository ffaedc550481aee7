package dev.pubsub.ws.http;

import dev.pubsub.MessageRouter;
import dev.pubsub.MessageRouter.Route;
import dev.pubsub.PublishOptions;
import dev.pubsub.RoutingRule;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Selecting;
import dev.pubsub.ws.publish.PublishFields;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The rules by which signals are published once more under other topics. */
final class RoutingApi {

  private final MessageRouter router;
  private final Json json;
  private final Clock clock;

  RoutingApi(MessageRouter router, Json json, Clock clock) {
    this.router = router;
    this.json = json;
    this.clock = clock;
  }

  Response list(Request request, String none) {
    List<Map<String, Object>> all = router.routes().stream().map(RoutingApi::shown).toList();
    return Response.of(
        200,
        Json.object("routes", all, "count", all.size(), "timestamp", clock.instant().toString()));
  }

  private static Map<String, Object> shown(Route route) {
    RoutingRule rule = route.rule();
    return Json.object(
        "name", rule.name(),
        "pattern", rule.pattern(),
        "selector", rule.selection().selector(),
        "filter", rule.selection().filter(),
        "target", rule.target(),
        "routed", route.stats().delivered(),
        "filtered", route.stats().filtered(),
        "waiting", route.stats().waiting(),
        "dropped", route.stats().droppedTotal());
  }

  Response put(Request request, String name) throws ApiError {
    Body body = Body.of(request, json);
    RoutingRule rule = rule(name, body);
    router.put(rule);
    return Response.of(
        200, Json.object("status", "put", "name", name, "timestamp", clock.instant().toString()));
  }

  private static RoutingRule rule(String name, Body body) throws ApiError {
    if (body.has("ttl_ms") || body.has("dedup_id") || body.has("delay_ms")) {
      throw ApiError.badRequest("A rule changes no 'ttl_ms', 'dedup_id' or 'delay_ms'");
    }
    try {
      PublishOptions changes = new PublishFields(body.fields()).options();
      return RoutingRule.of(name, body.requiredText("pattern"), body.requiredText("target"))
          .selecting(Selecting.of(body.fields()))
          .transforming(signal -> changed(signal, changes, body.has("priority")));
    } catch (BadRequest e) {
      throw ApiError.badRequest(e.sentence());
    } catch (PubSubException e) {
      throw ApiError.of(e);
    }
  }

  /** The signal with what the rule says in place of its own. */
  private static Signal changed(Signal signal, PublishOptions changes, boolean withPriority) {
    Priority priority = withPriority ? changes.priority() : signal.priority();
    Headers headers = signal.headers();
    for (Map.Entry<String, String> each : changes.headers().asMap().entrySet()) {
      headers = headers.with(each.getKey(), each.getValue());
    }
    return signal
        .withType(changes.type().isEmpty() ? signal.type() : changes.type())
        .withKey(changes.key().isEmpty() ? signal.key() : changes.key())
        .withPriority(priority)
        .withHeaders(headers);
  }

  Response remove(Request request, String name) throws ApiError {
    if (!router.remove(name)) {
      throw ApiError.of(404, "NOT_FOUND", "There is no rule of this name");
    }
    return Response.of(
        200,
        Json.object("status", "removed", "name", name, "timestamp", clock.instant().toString()));
  }
}
