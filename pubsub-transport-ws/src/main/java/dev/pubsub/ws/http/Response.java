package dev.pubsub.ws.http;

import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers beside Content-Type
 * @param content to be written as JSON
 */
public record Response(int status, Map<String, String> headers, Map<String, ?> content) {

  static Response of(int status, Map<String, ?> content) {
    return new Response(status, Map.of(), content);
  }
}
