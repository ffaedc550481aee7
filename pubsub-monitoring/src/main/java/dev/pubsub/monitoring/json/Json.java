package dev.pubsub.monitoring.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes what is told over HTTP. The library that does it is loaded with the first of it, so that
 * nobody pays for it who never asks. Any thread.
 */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /**
   * As JSON, in UTF-8.
   *
   * @param content texts, numbers, truth values, and lists and maps of them
   * @return the object
   */
  public static byte[] write(Map<String, ?> content) {
    try {
      return MAPPER.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("what is told is no JSON", e);
    }
  }
}
