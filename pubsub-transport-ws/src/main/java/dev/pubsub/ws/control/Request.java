package dev.pubsub.ws.control;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Priority;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Limits;
import java.util.Map;

/**
 * What a client pushed, field by field.
 *
 * @param fields an object of JSON
 */
record Request(Map<?, ?> fields) {

  /** Refuses what is not there yet, instead of ignoring it. */
  void refuse(String... names) throws BadRequest {
    for (String name : names) {
      if (fields.get(name) != null) {
        throw new BadRequest("'" + name + "' is not supported by this server");
      }
    }
  }

  String topic() throws BadRequest {
    if (fields.get("topic") instanceof String topic) {
      return topic;
    }
    throw new BadRequest("'topic' is missing or not a string");
  }

  Object message() throws BadRequest {
    Object message = fields.get("message");
    if (message == null) {
      throw new BadRequest("'message' is missing or null");
    }
    return message;
  }

  PublishOptions options() throws BadRequest {
    return PublishOptions.ofType(name("type")).withKey(name("key")).withPriority(priority());
  }

  private String name(String field) throws BadRequest {
    Object name = fields.get(field);
    if (name == null) {
      return "";
    }
    if (name instanceof String text && !Limits.tooLong(text)) {
      return text;
    }
    throw new BadRequest("'" + field + "' must be a string of at most 255 bytes");
  }

  private Priority priority() throws BadRequest {
    Object priority = fields.get("priority");
    if (priority == null) {
      return Priority.NORMAL;
    }
    return switch (priority.toString()) {
      case "low" -> Priority.LOW;
      case "normal" -> Priority.NORMAL;
      case "high" -> Priority.HIGH;
      default -> throw new BadRequest("'priority' must be low, normal or high");
    };
  }
}
