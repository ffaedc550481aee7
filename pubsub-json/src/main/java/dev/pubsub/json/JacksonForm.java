package dev.pubsub.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.json.payload.Mappers;
import dev.pubsub.json.payload.PayloadReader;
import dev.pubsub.signal.Signal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Values of a type as Jackson reads and writes them. */
final class JacksonForm<T> {

  /** The most characters of what is said about a payload that cannot be read. */
  private static final int LONGEST = 300;

  private final Class<T> type;
  private final ObjectMapper json;

  JacksonForm(Class<T> type, ObjectMapper json) {
    this.type = type;
    this.json = json;
  }

  /** As maps, lists and scalars. */
  Object tree(T value) {
    return there(json.convertValue(value, Object.class));
  }

  Object cbor(T value) {
    try {
      return Mappers.cbor().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as CBOR: " + e.getOriginalMessage(), e);
    }
  }

  T read(Signal signal) {
    Object payload = signal.payload();
    if (type.isInstance(payload)) {
      return type.cast(payload);
    }
    try {
      return there(parsed(signal, payload));
    } catch (IOException | IllegalArgumentException e) {
      // Not as its cause: what Jackson says quotes the payload, which a stranger may have written.
      throw new IllegalArgumentException(
          "the payload of a signal of %s is no %s: %s"
              .formatted(signal.topic(), type.getName(), brief(String.valueOf(e.getMessage()))));
    }
  }

  private static String brief(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.substring(0, Math.min(line.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
  }

  private @Nullable T parsed(Signal signal, Object payload) throws IOException {
    if (payload instanceof byte[] bytes) {
      return (PayloadReader.isCbor(signal) ? Mappers.cbor() : json).readValue(bytes, type);
    }
    return payload instanceof String text && PayloadReader.isJson(text)
        ? json.readValue(text, type)
        : json.convertValue(payload, type);
  }

  private static <V> V there(@Nullable V value) {
    if (value == null) {
      throw new IllegalArgumentException("null is no payload");
    }
    return value;
  }
}
