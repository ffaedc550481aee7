package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.error.PubSubException;
import dev.pubsub.ws.json.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishing by HTTP. */
public final class BroadcastApi {

  private final Bus bus;
  private final Json json;
  private final Clock clock;

  /**
   * The endpoint.
   *
   * @param bus where to publish
   * @param json how bodies are read
   * @param clock the time that answers carry
   */
  public BroadcastApi(Bus bus, Json json, Clock clock) {
    this.bus = bus;
    this.json = json;
    this.clock = clock;
  }

  Response send(Request request, String none) throws ApiError {
    Body body = Body.of(request, json);
    String topic = body.requiredText("topic");
    Object message = body.required("message");
    PublishResult.Accepted accepted = publish(topic, message);
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("status", "sent");
    sent.put("topic", topic);
    sent.put("message", message);
    sent.put("delivered", accepted.delivered());
    sent.put("dropped", accepted.dropped());
    sent.put("timestamp", clock.instant().toString());
    return Response.of(200, sent);
  }

  private PublishResult.Accepted publish(String topic, Object message) throws ApiError {
    PublishResult result;
    try {
      result = bus.publish(topic, message);
    } catch (PubSubException e) {
      throw ApiError.of(e);
    }
    if (result instanceof PublishResult.Rejected rejected) {
      throw rejected.code().name().equals("TOPIC_NOT_FOUND")
          ? ApiError.topicNotFound(topic)
          : ApiError.of(rejected.code(), rejected.reason());
    }
    return (PublishResult.Accepted) result;
  }
}
