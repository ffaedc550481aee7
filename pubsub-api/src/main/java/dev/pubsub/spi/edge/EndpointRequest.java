package dev.pubsub.spi.edge;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is asked of an {@link Endpoint}. Everything but the session comes from a stranger, no larger
 * than the transport lets it be.
 *
 * @param session the bus that is meant, with the rights of whoever asks; for the time of the answer
 * @param variables what stands in the path for the variables of the template, decoded
 * @param query the first value of each name, decoded
 * @param headers by their names, for which case does not count; the values of one that came several
 *     times are parted by commas (RFC 9110, section 5.3)
 * @param body may be empty; not to be changed
 */
public record EndpointRequest(
    Session session,
    Map<String, String> variables,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /**
   * Copies the headers, so that case does not count.
   *
   * @param session the bus that is meant
   * @param variables what stands for the variables of the template
   * @param query the first value of each name
   * @param headers by their names, whatever their case
   * @param body may be empty
   */
  public EndpointRequest {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(variables, "variables");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(body, "body");
    Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    headers = caseless;
  }
}
