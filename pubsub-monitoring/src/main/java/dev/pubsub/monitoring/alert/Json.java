package dev.pubsub.monitoring.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON. The library that does it is loaded with the first of it. Any thread. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static byte[] write(Map<String, ?> content) {
    try {
      return MAPPER.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("what is told of an alert is no JSON", e);
    }
  }
}
