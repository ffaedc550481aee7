package dev.pubsub.ws.http;

import dev.pubsub.ws.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers that the answer has, {@code Content-Type} among them
 * @param body the bytes of the body, written when they are wanted
 */
public record Response(int status, Map<String, String> headers, Function<Json, byte[]> body) {

  static Response of(int status, Map<String, ?> content) {
    return of(status, Map.of(), content);
  }

  static Response of(int status, Map<String, String> headers, Map<String, ?> content) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return new Response(status, all, json -> json.write(content));
  }
}
