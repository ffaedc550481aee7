package dev.pubsub.json.cloudevents;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events over HTTP, at {@code /api/topics/TOPIC/cloudevents}: published by {@code POST} in any of
 * the three modes, read as a batch by {@code GET}; one of them at {@code .../cloudevents/ID}.
 */
public final class CloudEventsApi {

  private static final String PATH = "/api/topics/{topic}/cloudevents";

  private final CloudEvents events = new CloudEvents();
  private final KeptEvents kept = new KeptEvents(events);

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
        Endpoint.of("GET", PATH, "cloudevents.read", kept::page),
        Endpoint.of("GET", PATH + "/{id}", "cloudevents.read", kept::one));
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
              ? refused(topic, rejected)
              : shown(topic, accepted(result), result));
    }
    return answer(202, Map.of("results", shown));
  }

  private static Map<String, Object> refused(String topic, Rejected rejected) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("topic", topic);
    shown.put("error", rejected.reason());
    shown.put("code", rejected.code().name());
    if (!rejected.retryAfter().isZero()) {
      shown.put("retry_after_ms", rejected.retryAfter().plusNanos(999_999).toMillis());
    }
    return shown;
  }

  private static Accepted accepted(PublishResult result) {
    if (result instanceof Rejected rejected) {
      throw new PubSubException(rejected.code(), rejected.reason(), rejected.retryAfter());
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
}
