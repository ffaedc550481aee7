package dev.pubsub.ws.http;

import dev.pubsub.TopicResult;
import dev.pubsub.Topics;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Topics as resources: created, listed a page at a time, looked up, deleted. */
final class TopicsApi {

  private final Topics topics;
  private final Json json;
  private final Clock clock;

  TopicsApi(Topics topics, Json json, Clock clock) {
    this.topics = topics;
    this.json = json;
    this.clock = clock;
  }

  Response create(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    if (body.has("names")) {
      return createAll(body.requiredList("names"));
    }
    String name = body.requiredText("name");
    if (!topics.create(name)) {
      throw ApiError.topicExists(name);
    }
    return Response.of(201, done("created", name));
  }

  private Response createAll(List<?> given) throws ApiError {
    List<String> names = new ArrayList<>();
    for (Object each : given) {
      if (!(each instanceof String name)) {
        throw ApiError.badRequest("The parameter 'names' must hold nothing but strings");
      }
      names.add(name);
    }
    return Response.of(
        200,
        Json.object(
            "results", topics.createAll(names).stream().map(TopicsApi::shown).toList(),
            "timestamp", clock.instant().toString()));
  }

  private static Map<String, ?> shown(TopicResult result) {
    if (result instanceof TopicResult.Refused refused) {
      return Json.object(
          "topic", refused.topic(), "error", refused.reason(), "code", refused.code().name());
    }
    boolean changed = ((TopicResult.Done) result).changed();
    return Json.object("topic", result.topic(), "status", changed ? "created" : "exists");
  }

  Response delete(Request request, String name) throws ApiError {
    if (!topics.delete(name)) {
      throw ApiError.topicNotFound(name);
    }
    return Response.of(200, done("deleted", name));
  }

  private Map<String, ?> done(String status, String name) {
    return Json.object("status", status, "topic", name, "timestamp", clock.instant().toString());
  }

  Response find(Request request, String name) throws ApiError {
    TopicInfo info = topics.find(name).orElseThrow(() -> ApiError.topicNotFound(name));
    return Response.of(200, shown(info));
  }

  Response list(Request request, String none) throws ApiError {
    String after = request.query().getOrDefault("after", "");
    List<TopicInfo> page = topics.list(after, Page.limit(request));
    return Response.of(
        200,
        Json.object(
            "topics", page.stream().map(TopicsApi::shown).toList(),
            "count", topics.count(),
            "timestamp", clock.instant().toString()));
  }

  static Map<String, ?> shown(TopicInfo info) {
    return Json.object(
        "name", info.name(),
        "created_at", info.createdAt().toString(),
        "message_count", info.messageCount(),
        "subscriber_count", info.subscriberCount());
  }
}
