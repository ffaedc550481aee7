package dev.pubsub.ws.http;

import dev.pubsub.Topics;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Topics as resources: created, listed a page at a time, looked up, deleted. */
public final class TopicsApi {

  /** The largest page, and the page of whoever asks for none. */
  static final int MAX_PAGE = 1000;

  private final Topics topics;
  private final Json json;
  private final Clock clock;

  /**
   * The endpoints.
   *
   * @param topics the topics of the bus
   * @param json how bodies are read
   * @param clock the time that answers carry
   */
  public TopicsApi(Topics topics, Json json, Clock clock) {
    this.topics = topics;
    this.json = json;
    this.clock = clock;
  }

  Response create(Request request, String none) throws ApiError {
    String name = Body.of(request, json).requiredText("name");
    try {
      if (!topics.create(name)) {
        throw ApiError.topicExists(name);
      }
    } catch (PubSubException e) {
      throw ApiError.of(e);
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
    Map<String, String> done = new LinkedHashMap<>();
    done.put("status", status);
    done.put("topic", name);
    done.put("timestamp", clock.instant().toString());
    return done;
  }

  Response find(Request request, String name) throws ApiError {
    TopicInfo info = topics.find(name).orElseThrow(() -> ApiError.topicNotFound(name));
    return Response.of(200, shown(info));
  }

  Response list(Request request, String none) throws ApiError {
    String after = request.query().getOrDefault("after", "");
    List<TopicInfo> page = topics.list(after, limit(request.query().get("limit")));
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("topics", page.stream().map(TopicsApi::shown).toList());
    list.put("count", topics.count());
    list.put("timestamp", clock.instant().toString());
    return Response.of(200, list);
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
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", info.name());
    shown.put("created_at", info.createdAt().toString());
    shown.put("message_count", info.messageCount());
    shown.put("subscriber_count", info.subscriberCount());
    return shown;
  }
}
