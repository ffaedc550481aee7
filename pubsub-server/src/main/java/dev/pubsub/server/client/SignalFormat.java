package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Flag;

/**
 * How a delivery of the control channel is shown. Its {@code message} is a published object as it
 * was, or {@code {"id","payload"}} around anything else; the wrapper is taken off again.
 */
enum SignalFormat {

  /** The payload alone: a string as it is, other JSON on one line. */
  TEXT {
    @Override
    String show(JsonNode delivery) {
      return Json.text(payload(delivery));
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
      line.set("message", payload(delivery));
      line.set("ts", delivery.path("ts"));
      return line.toString();
    }
  };

  /** Asks for {@link #JSON}. */
  static final Flag AS_JSON =
      new Flag("--json", "Print {\"topic\",\"type\",\"id\",\"message\",\"ts\"} instead.");

  static SignalFormat of(Arguments arguments) {
    return arguments.has(AS_JSON) ? JSON : TEXT;
  }

  /** The delivery as text, without an end of line. */
  abstract String show(JsonNode delivery);

  /** What was published: all that is no object comes in one, beside the id. */
  static JsonNode payload(JsonNode delivery) {
    JsonNode message = delivery.path("message");
    return isWrapped(message) ? message.get("payload") : message;
  }

  private static boolean isWrapped(JsonNode message) {
    return message.size() == 2
        && message.path("id").isTextual()
        && message.has("payload")
        && !message.get("payload").isObject();
  }
}
