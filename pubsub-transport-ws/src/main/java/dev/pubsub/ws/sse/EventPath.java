package dev.pubsub.ws.sse;

import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.PercentCoding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stream of events is of.
 *
 * @param bus the name of the bus
 * @param topic a topic or a pattern
 */
public record EventPath(String bus, String topic) {

  private static final Pattern PATH =
      Pattern.compile("/api(?:/buses/([^/]+))?/topics/([^/]+)/events");

  /**
   * Whether a path leads to a stream of events.
   *
   * @param path percent-encoded, without the query
   * @return true when it does
   */
  public static boolean matches(String path) {
    return path.endsWith("/events") && PATH.matcher(path).matches();
  }

  /**
   * Reads a path that {@linkplain #matches does}.
   *
   * @param path percent-encoded, without the query
   * @return what it names
   * @throws ApiError when it is not percent-encoded UTF-8
   */
  public static EventPath of(String path) throws ApiError {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no stream of events");
    }
    Optional<String> bus =
        PercentCoding.segment(Optional.ofNullable(matcher.group(1)).orElse("default"));
    Optional<String> topic = PercentCoding.segment(matcher.group(2));
    if (bus.isEmpty() || topic.isEmpty()) {
      throw ApiError.badPath();
    }
    return new EventPath(bus.get(), topic.get());
  }
}
