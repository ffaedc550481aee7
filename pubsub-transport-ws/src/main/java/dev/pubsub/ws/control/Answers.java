package dev.pubsub.ws.control;

import dev.pubsub.PublishResult;
import dev.pubsub.ws.phoenix.Answer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes of answers on the control channel. */
final class Answers {

  static final String BAD_REQUEST = "BAD_REQUEST";

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
    return fields("type", "info", "message", "Connected successfully", "client_id", clientId);
  }

  Answer pong(String clientId, Map<?, ?> request) {
    return ok(fields("type", "pong", "message", "pong", "client_id", clientId), request);
  }

  Answer subscribed(String topic, boolean now, int subscribers, Map<?, ?> request) {
    Map<String, Object> ack =
        fields("type", "ack", "topic", topic, "action", now ? "subscribed" : "unsubscribed");
    ack.put("subscriber_count", subscribers);
    return ok(ack, request);
  }

  Answer published(String topic, PublishResult.Accepted accepted, Map<?, ?> request) {
    Map<String, Object> ack = fields("type", "ack", "topic", topic, "action", "published");
    ack.put("message_id", accepted.id().toString());
    ack.put("stats", Map.of("delivered", accepted.delivered(), "dropped", accepted.dropped()));
    return ok(ack, request);
  }

  Answer error(String code, String message, Map<?, ?> request) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", "error");
    error.put("error", Map.of("code", code, "message", message));
    return new Answer(false, finished(error, request));
  }

  private Answer ok(Map<String, Object> fields, Map<?, ?> request) {
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

  private Map<String, Object> fields(String... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
