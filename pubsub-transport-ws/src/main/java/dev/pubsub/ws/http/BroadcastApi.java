package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Scheduled;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.publish.PublishFields;
import dev.pubsub.ws.publish.Published;
import dev.pubsub.ws.publish.ScheduledForm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Publishing by HTTP. */
final class BroadcastApi {

  private static final Pattern QUOTED = Pattern.compile("^\"(.*)\"$");

  private final Bus bus;
  private final BatchBroadcast batches;
  private final Json json;
  private final Clock clock;

  BroadcastApi(Bus bus, Json json, Clock clock) {
    this.bus = bus;
    this.batches = new BatchBroadcast(bus, clock);
    this.json = json;
    this.clock = clock;
  }

  Response send(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    if (body.has("messages")) {
      if (body.has("topic")) {
        throw ApiError.badRequest("Give 'topic' or 'messages', not both");
      }
      if (request.idempotencyKey().isPresent()) {
        throw ApiError.badRequest(
            "The header Idempotency-Key is for a message by itself; of 'messages' each may have a"
                + " 'dedup_id'");
      }
      return Response.of(202, batches.send(request, body.requiredList("messages")));
    }
    String topic = body.requiredText("topic");
    Object message = body.required("message");
    PublishOptions options = options(request, body);
    Duration delay = new PublishFields(body.fields()).delay();
    return delay.isZero()
        ? publish(topic, message, options)
        : schedule(topic, message, options, delay);
  }

  private Response schedule(String topic, Object message, PublishOptions options, Duration delay)
      throws ApiError {
    Scheduled scheduled = bus.publishAfter(topic, message, options, delay);
    Optional<Rejected> refused = ScheduledForm.refusal(scheduled);
    if (refused.isPresent()) {
      throw refusal(topic, refused.get());
    }
    Map<String, Object> answer = Json.object("status", "scheduled");
    answer.putAll(ScheduledForm.of(scheduled));
    answer.put("timestamp", clock.instant().toString());
    return Response.of(202, answer);
  }

  private Response publish(String topic, Object message, PublishOptions options) throws ApiError {
    PublishResult result = bus.publish(topic, message, options);
    if (result instanceof Rejected refused) {
      throw refusal(topic, refused);
    }
    Published published = Published.of(result);
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
    PublishOptions options =
        TraceContext.carry(request, new PublishFields(body.fields()).options());
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

  static ApiError refusal(String topic, Rejected refused) {
    return refused.code().name().equals("TOPIC_NOT_FOUND")
        ? ApiError.topicNotFound(topic)
        : ApiError.of(refused);
  }
}
