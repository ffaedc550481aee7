package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a delivery of the control channel is shown. Its {@code message} is a published object as it
 * was, or {@code {"id","payload"}} around anything else; the wrapper is taken off again.
 */
enum SignalFormat {

  /** The payload alone: a string as it is, other JSON on one line. */
  TEXT {
    @Override
    String show(JsonNode delivery) {
      JsonNode message = delivery.path("message");
      return Json.text(isWrapped(message) ? message.get("payload") : message);
    }
  },

  /** An object with topic, type, id, message and ts; the id is null where the delivery has none. */
  JSON {
    @Override
    String show(JsonNode delivery) {
      JsonNode message = delivery.path("message");
      boolean wrapped = isWrapped(message);
      ObjectNode line = Json.object();
      line.set("topic", delivery.path("topic"));
      line.set("type", delivery.path("type"));
      line.set("id", wrapped ? message.get("id") : NullNode.getInstance());
      line.set("message", wrapped ? message.get("payload") : message);
      line.set("ts", delivery.path("ts"));
      return line.toString();
    }
  };

  /** The delivery as text, without an end of line. */
  abstract String show(JsonNode delivery);

  private static boolean isWrapped(JsonNode message) {
    return message.size() == 2
        && message.path("id").isTextual()
        && message.has("payload")
        && !message.get("payload").isObject();
  }
}
