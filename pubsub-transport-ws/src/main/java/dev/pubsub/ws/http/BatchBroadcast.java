package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Answer;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.publish.PublishFields;
import dev.pubsub.ws.publish.Published;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Several messages in one request, as realtime-js broadcasts without a socket. What is no message
 * at all is refused before any is published; of the others each is answered by itself, unless none
 * was taken.
 */
final class BatchBroadcast {

  private final Bus bus;
  private final Clock clock;

  BatchBroadcast(Bus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  Map<String, Object> send(Request request, List<?> messages) throws ApiError {
    List<Publication> publications = new ArrayList<>();
    for (Object message : messages) {
      publications.add(publication(request, message));
    }
    List<PublishResult> results = bus.publishAll(publications);
    if (results.stream().allMatch(Rejected.class::isInstance)) {
      throw BroadcastApi.refusal(publications.get(0).topic(), (Rejected) results.get(0));
    }
    return Json.object(
        "results",
        IntStream.range(0, results.size())
            .mapToObj(i -> shown(publications.get(i).topic(), results.get(i)))
            .toList(),
        "timestamp",
        clock.instant().toString());
  }

  private static Publication publication(Request request, Object message) throws ApiError {
    if (message instanceof Map<?, ?> fields
        && fields.get("topic") instanceof String topic
        && fields.get("event") instanceof String event
        && !Limits.tooLong(event)) {
      Object payload = fields.get("payload");
      if (payload != null) {
        PublishFields wishes = new PublishFields(fields);
        if (!wishes.delay().isZero()) {
          throw ApiError.badRequest("'delay_ms' is for a message by itself, not for 'messages'");
        }
        PublishOptions options = wishes.options().withType(event);
        return new Publication(topic, payload, TraceContext.carry(request, options));
      }
    }
    throw ApiError.badRequest(
        "Each of the 'messages' needs a 'topic', an 'event' of at most "
            + Limits.NAME_BYTES
            + " bytes and a 'payload'");
  }

  private static Map<String, Object> shown(String topic, PublishResult result) {
    if (result instanceof Rejected rejected) {
      Map<String, Object> error =
          Json.object("topic", topic, "error", rejected.reason(), "code", rejected.code().name());
      Answer.addRetry(error, rejected.retryAfter());
      return error;
    }
    Published published = Published.of(result);
    Map<String, Object> answer =
        Json.object(
            "topic", topic,
            "message_id", published.accepted().id().toString(),
            "delivered", published.accepted().delivered(),
            "dropped", published.accepted().dropped());
    published.tellIfDuplicate(answer);
    return answer;
  }
}
