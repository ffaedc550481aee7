package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.publish.PublishFields;
import java.time.Clock;

/** Publishing by HTTP. */
final class BroadcastApi {

  private final Bus bus;
  private final Json json;
  private final Clock clock;

  BroadcastApi(Bus bus, Json json, Clock clock) {
    this.bus = bus;
    this.json = json;
    this.clock = clock;
  }

  Response send(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    String topic = body.requiredText("topic");
    Object message = body.required("message");
    PublishResult.Accepted accepted =
        publish(topic, message, new PublishFields(body.fields()).options());
    return Response.of(
        200,
        Json.object(
            "status",
            "sent",
            "topic",
            topic,
            "message",
            message,
            "delivered",
            accepted.delivered(),
            "dropped",
            accepted.dropped(),
            "timestamp",
            clock.instant().toString()));
  }

  private PublishResult.Accepted publish(String topic, Object message, PublishOptions options)
      throws ApiError {
    PublishResult result = bus.publish(topic, message, options);
    if (result instanceof PublishResult.Rejected rejected) {
      throw rejected.code().name().equals("TOPIC_NOT_FOUND")
          ? ApiError.topicNotFound(topic)
          : ApiError.of(rejected);
    }
    return (PublishResult.Accepted) result;
  }
}
