package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.publish.PublishFields;
import dev.pubsub.ws.publish.Published;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;

/** Publishing by HTTP. */
final class BroadcastApi {

  private static final Pattern QUOTED = Pattern.compile("^\"(.*)\"$");

  private final Bus bus;
  private final Json json;
  private final Clock clock;

  BroadcastApi(Bus bus, Json json, Clock clock) {
    this.bus = bus;
    this.json = json;
    this.clock = clock;
  }

  Response send(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    String topic = body.requiredText("topic");
    Object message = body.required("message");
    Published published = publish(topic, message, options(request, body));
    Accepted accepted = published.accepted();
    Map<String, Object> answer =
        Json.object(
            "status", "sent",
            "topic", topic,
            "message", message,
            "message_id", accepted.id().toString(),
            "delivered", accepted.delivered(),
            "dropped", accepted.dropped(),
            "timestamp", clock.instant().toString());
    published.tellIfDuplicate(answer);
    return Response.of(200, answer);
  }

  /** The header is the usual place of the deduplication id; it may be quoted, as its draft says. */
  private static PublishOptions options(Request request, Body body) throws ApiError {
    PublishOptions options = new PublishFields(body.fields()).options();
    if (request.idempotencyKey().isEmpty()) {
      return options;
    }
    if (!options.deduplicationId().isEmpty()) {
      throw ApiError.badRequest("Give 'dedup_id' or the header Idempotency-Key, not both");
    }
    String key = QUOTED.matcher(request.idempotencyKey().get().strip()).replaceFirst("$1");
    if (key.isEmpty()) {
      throw ApiError.badRequest("The header Idempotency-Key is empty");
    }
    return options.withDeduplicationId(key);
  }

  private Published publish(String topic, Object message, PublishOptions options) throws ApiError {
    PublishResult result = bus.publish(topic, message, options);
    if (result instanceof PublishResult.Rejected rejected) {
      throw rejected.code().name().equals("TOPIC_NOT_FOUND")
          ? ApiError.topicNotFound(topic)
          : ApiError.of(rejected);
    }
    return Published.of(result);
  }
}
