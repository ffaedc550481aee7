package dev.pubsub.ws.sse;

import dev.pubsub.StartAt;
import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.Beginnings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where a stream of events begins. */
public final class EventRequest {

  private EventRequest() {}

  /**
   * Reads what a client asks for. A browser that comes back says behind which event it was cut off,
   * and repeats the query with which it began: then only the former counts.
   *
   * @param lastEventId the header Last-Event-ID
   * @param query {@code after} with a position, {@code since} with a moment, or {@code last} with a
   *     count
   * @param maxReplay the largest count
   * @return the start
   * @throws ApiError when it asks for something that cannot be
   */
  public static StartAt start(
      Optional<String> lastEventId, Map<String, String> query, int maxReplay) throws ApiError {
    Optional<String> id = lastEventId.filter(text -> !text.isEmpty());
    Map<String, String> asked = id.isPresent() ? new HashMap<>() : query;
    id.ifPresent(position -> asked.put("after", position));
    return new Beginnings(asked, maxReplay).start("after", "since", "last").orElse(StartAt.NOW);
  }
}
