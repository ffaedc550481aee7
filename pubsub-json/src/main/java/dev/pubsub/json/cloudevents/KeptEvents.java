package dev.pubsub.json.cloudevents;

import dev.pubsub.HistoryPage;
import dev.pubsub.StartAt;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history of topics as events over HTTP. */
final class KeptEvents {

  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  /** A page with more ends behind the event that exceeds it. */
  private static final int PAGE_BYTES = 1 << 20;

  /** Among how many of the newest one is looked for. */
  private static final int SEARCHED = 10_000;

  private final CloudEvents events;

  KeptEvents(CloudEvents events) {
    this.events = events;
  }

  EndpointResponse page(EndpointRequest request) {
    String topic = topic(request);
    int limit = limit(request.query().get("limit"));
    String after = request.query().get("after");
    StartAt start = after == null ? StartAt.last(limit) : StartAt.after(after);
    return page(request.session().history(topic, start, limit));
  }

  /** The topic that is meant, or a pattern. */
  private static String topic(EndpointRequest request) {
    String topic = request.variables().getOrDefault("topic", "");
    if (TopicPattern.parse(topic, TopicSyntax.COLON).isExact()
        && request.session().topics().find(topic).isEmpty()) {
      throw new PubSubException(StandardError.TOPIC_NOT_FOUND, "there is no topic of that name");
    }
    return topic;
  }

  private static int limit(@Nullable String text) {
    try {
      int limit = text == null ? PAGE : Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, like any other number that cannot be.
    }
    throw new PubSubException(
        StandardError.BAD_OPTION, "'limit' must be a whole number from 1 to " + LARGEST_PAGE);
  }

  /** The body is the batch and nothing else, so where it ends stands in a header. */
  private EndpointResponse page(HistoryPage page) {
    List<byte[]> batch = new ArrayList<>();
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", CloudEvents.BATCH);
    page.position().ifPresent(position -> headers.put("X-Position", position));
    if (page.gap()) {
      headers.put("X-Gap", "true");
    }
    long bytes = 0;
    for (HistoryPage.Entry entry : page.entries()) {
      byte[] event = events.readable(entry.signal());
      batch.add(event);
      bytes += event.length;
      if (bytes > PAGE_BYTES) {
        headers.put("X-Position", entry.position());
        break;
      }
    }
    return new EndpointResponse(200, headers, CloudEvents.join(batch));
  }

  EndpointResponse one(EndpointRequest request) {
    Signal signal =
        newest(request.session(), topic(request), request.variables().getOrDefault("id", ""))
            .orElseThrow(
                () ->
                    new PubSubException(
                        CloudEventError.EVENT_NOT_FOUND,
                        "none of the newest " + SEARCHED + " events of this topic has that id"));
    Map<String, String> headers = new HashMap<>();
    headers.put("Vary", "Accept");
    if (wantsStructured(request.headers().getOrDefault("Accept", ""))) {
      headers.put("Content-Type", CloudEvents.STRUCTURED);
      return new EndpointResponse(200, headers, events.readable(signal));
    }
    CloudEvents.Message message = events.readableBinary(signal);
    headers.putAll(message.headers());
    // Whoever published it says what it is: a page that a browser shows must do nothing here.
    headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
    return new EndpointResponse(200, headers, message.body());
  }

  /** The newest of that id: those of different sources may have the same. */
  private static Optional<Signal> newest(Session session, String topic, String id) {
    return session.history(topic, StartAt.last(SEARCHED), SEARCHED).entries().stream()
        .map(HistoryPage.Entry::signal)
        .filter(signal -> CloudEvent.idOf(signal).equals(id))
        .reduce((older, newer) -> newer);
  }

  private static boolean wantsStructured(String accept) {
    return Stream.of(accept.split(",", -1))
        .map(MediaType::essence)
        .anyMatch(CloudEvents.STRUCTURED::equals);
  }
}
