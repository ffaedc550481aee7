package dev.pubsub.ws.control;

import dev.pubsub.ws.phoenix.BadRequest;
import java.util.Map;

/**
 * What a client pushed, field by field.
 *
 * @param fields an object of JSON
 */
record Request(Map<?, ?> fields) {

  /** Refuses what is not there yet, instead of ignoring it. */
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
}
