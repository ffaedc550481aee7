package dev.pubsub.json.cloudevents;

import dev.pubsub.HistoryPage;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.StartAt;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events over HTTP, at {@code /api/topics/TOPIC/cloudevents}: published by {@code POST} in any of
 * the three modes, read as a batch by {@code GET}.
 */
public final class CloudEventsApi {

  private static final String PATH = "/api/topics/{topic}/cloudevents";
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  /** A page with more ends behind the event that exceeds it. */
  private static final int PAGE_BYTES = 1 << 20;

  private final CloudEvents events = new CloudEvents();

  /** What answers. */
  public CloudEventsApi() {}

  /**
   * What is to be contributed.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("POST", PATH, "cloudevents.publish", this::publish),
        Endpoint.of("GET", PATH, "cloudevents.read", this::read));
  }

  private EndpointResponse publish(EndpointRequest request) {
    String topic = request.variables().getOrDefault("topic", "");
    String type = MediaType.essence(request.headers().getOrDefault("Content-Type", ""));
    if (type.equals(CloudEvents.BATCH)) {
      return publishAll(request.session(), topic, events.parseBatch(request.body()));
    }
    if (type.startsWith("application/cloudevents") && !type.equals(CloudEvents.STRUCTURED)) {
      throw BadEvent.of("events are taken in JSON, not as " + type);
    }
    CloudEvent event =
        type.equals(CloudEvents.STRUCTURED)
            ? events.parseStructured(request.body())
            : events.parseBinary(request.headers(), request.body());
    PublishResult result = request.session().publishAll(List.of(event.publication(topic))).get(0);
    return answer(200, shown(topic, accepted(result), result));
  }

  private EndpointResponse publishAll(Session session, String topic, List<CloudEvent> batch) {
    List<PublishResult> results =
        session.publishAll(batch.stream().map(event -> event.publication(topic)).toList());
    if (!results.isEmpty() && results.stream().allMatch(Rejected.class::isInstance)) {
      accepted(results.get(0));
    }
    List<Map<String, Object>> shown = new ArrayList<>();
    for (PublishResult result : results) {
      shown.add(
          result instanceof Rejected rejected
              ? Map.of("topic", topic, "error", rejected.reason(), "code", rejected.code().name())
              : shown(topic, accepted(result), result));
    }
    return answer(202, Map.of("results", shown));
  }

  private static Accepted accepted(PublishResult result) {
    if (result instanceof Rejected rejected) {
      throw new PubSubException(rejected.code(), rejected.reason());
    }
    return result instanceof Duplicate duplicate ? duplicate.first() : (Accepted) result;
  }

  private static Map<String, Object> shown(String topic, Accepted accepted, PublishResult result) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("status", "sent");
    shown.put("topic", topic);
    shown.put("message_id", accepted.id().toString());
    shown.put("delivered", accepted.delivered());
    shown.put("dropped", accepted.dropped());
    if (result instanceof Duplicate) {
      shown.put("duplicate", true);
    }
    return shown;
  }

  private EndpointResponse answer(int status, Map<String, ?> content) {
    return EndpointResponse.of(status, "application/json", events.write(content));
  }

  private EndpointResponse read(EndpointRequest request) {
    String topic = request.variables().getOrDefault("topic", "");
    if (TopicPattern.parse(topic, TopicSyntax.COLON).isExact()
        && request.session().topics().find(topic).isEmpty()) {
      throw new PubSubException(StandardError.TOPIC_NOT_FOUND, "there is no topic of that name");
    }
    int limit = limit(request.query().get("limit"));
    String after = request.query().get("after");
    StartAt start = after == null ? StartAt.last(limit) : StartAt.after(after);
    return page(request.session().history(topic, start, limit));
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
}
