package dev.pubsub.ws.http;

import dev.pubsub.Topics;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Topics as resources: created, listed a page at a time, looked up, deleted. */
final class TopicsApi {

  /** The largest page, and the page of whoever asks for none. */
  static final int MAX_PAGE = 1000;

  private final Topics topics;
  private final Json json;
  private final Clock clock;

  TopicsApi(Topics topics, Json json, Clock clock) {
    this.topics = topics;
    this.json = json;
    this.clock = clock;
  }

  Response create(Request request, String none) throws ApiError {
    String name = Body.of(request, json).requiredText("name");
    if (!topics.create(name)) {
      throw ApiError.topicExists(name);
    }
    return Response.of(201, done("created", name));
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
    List<TopicInfo> page = topics.list(after, limit(request.query().get("limit")));
    return Response.of(
        200,
        Json.object(
            "topics", page.stream().map(TopicsApi::shown).toList(),
            "count", topics.count(),
            "timestamp", clock.instant().toString()));
  }

  private static int limit(@Nullable String text) throws ApiError {
    if (text == null) {
      return MAX_PAGE;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Answered below, like any other limit that cannot be.
    }
    throw ApiError.badRequest("The limit must be a whole number from 1 to " + MAX_PAGE);
  }

  static Map<String, ?> shown(TopicInfo info) {
    return Json.object(
        "name", info.name(),
        "created_at", info.createdAt().toString(),
        "message_count", info.messageCount(),
        "subscriber_count", info.subscriberCount());
  }
}
