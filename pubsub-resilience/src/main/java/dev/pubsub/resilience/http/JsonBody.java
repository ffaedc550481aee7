package dev.pubsub.resilience.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.spi.edge.EndpointResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes the bodies of requests and answers. The library that does it is loaded with the
 * first of them, so that nobody pays for it who never asks. Any thread.
 */
public final class JsonBody {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonBody() {}

  /**
   * An answer of status 200.
   *
   * @param content texts, numbers, and lists and maps of them
   * @return with the content as its body
   */
  public static EndpointResponse answer(Map<String, ?> content) {
    try {
      return EndpointResponse.of(200, "application/json", MAPPER.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an answer that is no JSON", e);
    }
  }

  /**
   * Reads a text from the body of a request.
   *
   * @param body whatever was sent
   * @param field where the text is
   * @return empty where there is none, or the body is no JSON
   */
  public static Optional<String> text(byte[] body, String field) {
    try {
      return Optional.ofNullable(MAPPER.readTree(body).path(field).textValue());
    } catch (IOException e) {
      // Told by whoever asked, like any other body that cannot be.
      return Optional.empty();
    }
  }
}
