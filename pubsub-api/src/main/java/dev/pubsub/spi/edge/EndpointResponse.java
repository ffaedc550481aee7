package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Map;
import java.util.Objects;

/**
 * What an {@link Endpoint} answers.
 *
 * @param status of HTTP, 200 to 599
 * @param headers of the answer, {@code Content-Type} among them; the transport adds its own, such
 *     as {@code Content-Length}
 * @param body may be empty; not to be changed any more
 */
public record EndpointResponse(int status, Map<String, String> headers, byte[] body) {

  /**
   * Copies the headers, and checks that none can be taken for two.
   *
   * @param status 200 to 599
   * @param headers whose names and values have no control characters
   * @param body may be empty
   * @throws PubSubException with BAD_OPTION when the status or a header cannot be
   */
  public EndpointResponse {
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
    if (status < 200 || status > 599) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "an answer has a status from 200 to 599, not " + status);
    }
    if ((headers.keySet() + "" + headers.values()).chars().anyMatch(Character::isISOControl)) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "the headers of an answer have no control characters");
    }
  }

  /**
   * An answer with a body.
   *
   * @param status 200 to 599
   * @param contentType what the body is
   * @param body the whole of it
   * @return the answer
   */
  public static EndpointResponse of(int status, String contentType, byte[] body) {
    return new EndpointResponse(status, Map.of("Content-Type", contentType), body);
  }
}
