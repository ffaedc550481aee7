package dev.pubsub.ws.sse;

import dev.pubsub.Selection;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.Beginnings;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Selecting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a stream of events carries. */
public final class EventRequest {

  private EventRequest() {}

  /**
   * Reads what a client asks for.
   *
   * @param lastEventId the header Last-Event-ID
   * @param query {@code selector}, {@code filter}, and what {@link #start} reads
   * @param maxReplay the largest count
   * @return the options of its subscription
   * @throws ApiError when it asks for something that cannot be
   */
  public static SubscribeOptions options(
      Optional<String> lastEventId, Map<String, String> query, int maxReplay) throws ApiError {
    return SubscribeOptions.DEFAULT
        .startingAt(start(lastEventId, query, maxReplay))
        .selecting(selection(query));
  }

  private static Selection selection(Map<String, String> query) throws ApiError {
    try {
      return Selecting.of(query);
    } catch (BadRequest e) {
      throw ApiError.badRequest(e.sentence());
    }
  }

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
  static StartAt start(Optional<String> lastEventId, Map<String, String> query, int maxReplay)
      throws ApiError {
    Optional<String> id = lastEventId.filter(text -> !text.isEmpty());
    Map<String, String> asked = id.isPresent() ? new HashMap<>() : query;
    id.ifPresent(position -> asked.put("after", position));
    return new Beginnings(asked, maxReplay).start("after", "since", "last").orElse(StartAt.NOW);
  }
}
