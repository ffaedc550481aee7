package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.json.MalformedJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both serializers demand of the parts of a message. */
final class Fields {

  private Fields() {}

  static @Nullable Object read(Json json, byte[] utf8) throws ProtocolViolation {
    try {
      return json.read(utf8);
    } catch (MalformedJson e) {
      int code = e.limitBroken() ? CloseCode.POLICY : CloseCode.BAD_MESSAGE;
      throw new ProtocolViolation(code, e.sentence());
    }
  }

  /** A topic or an event. */
  static String name(@Nullable Object value) throws ProtocolViolation {
    if (value instanceof String name) {
      return name;
    }
    throw malformed("topic and event must be strings");
  }

  static @Nullable String ref(@Nullable Object value) throws ProtocolViolation {
    if (value == null) {
      return null;
    }
    if (!(value instanceof String ref)) {
      throw malformed("a ref must be a string or null");
    }
    if (Limits.tooLong(ref)) {
      throw new ProtocolViolation(CloseCode.POLICY, "a ref is over 255 bytes");
    }
    return ref;
  }

  static ProtocolViolation malformed(String reason) {
    return new ProtocolViolation(CloseCode.BAD_MESSAGE, reason);
  }

  /** The payload of a reply. */
  record Reply(String status, Map<String, ?> response) {

    byte[] json(Json json) {
      return json.write(this);
    }
  }
}
