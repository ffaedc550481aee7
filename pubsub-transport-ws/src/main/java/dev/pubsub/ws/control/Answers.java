package dev.pubsub.ws.control;

import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Scheduled;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Answer;
import dev.pubsub.ws.publish.Published;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of answers on the control channel. */
final class Answers {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Clock clock;

  Answers(Clock clock) {
    this.clock = clock;
  }

  String now() {
    return clock.instant().toString();
  }

  Map<String, Object> greeting(String clientId) {
    return Json.object(
        "type", "info", "message", "Connected successfully", "client_id", clientId, "ts", now());
  }

  Answer pong(String clientId, Map<?, ?> request) {
    return ok(Json.object("type", "pong", "message", "pong", "client_id", clientId), request);
  }

  Map<String, Object> ack(String topic, String action) {
    return Json.object("type", "ack", "topic", topic, "action", action);
  }

  Answer published(String topic, Published published, Map<?, ?> request) {
    Map<String, Object> ack = ack(topic, "published");
    Accepted accepted = published.accepted();
    ack.put("message_id", accepted.id().toString());
    ack.put("stats", Json.object("delivered", accepted.delivered(), "dropped", accepted.dropped()));
    published.tellIfDuplicate(ack);
    return ok(ack, request);
  }

  Answer scheduled(Scheduled scheduled, Map<?, ?> request) {
    Map<String, Object> ack = ack(scheduled.topic(), "scheduled");
    ack.put("scheduled_id", scheduled.id());
    ack.put("due", scheduled.due().toString());
    return ok(ack, request);
  }

  Answer error(Refusal refusal, Map<?, ?> request) {
    Map<String, Object> error = Json.object("code", refusal.code(), "message", refusal.sentence());
    Answer.addRetry(error, refusal.retryAfter());
    return new Answer(false, finished(Json.object("type", "error", "error", error), request));
  }

  Answer ok(Map<String, Object> fields, Map<?, ?> request) {
    return new Answer(true, finished(fields, request));
  }

  private Map<String, Object> finished(Map<String, Object> fields, Map<?, ?> request) {
    fields.put("ts", now());
    @Nullable Object id = request.get("request_id");
    if (id instanceof String text && UUID.matcher(text).matches()) {
      fields.put("request_id", text);
    }
    return fields;
  }
}
