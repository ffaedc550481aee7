package dev.pubsub.ws.phoenix;

import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.FrameBuilder;
import dev.pubsub.ws.frame.Opcode;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serializer 1.0.0 of Phoenix: every message is an object with topic, event, payload and ref. The
 * join a message belongs to is read, but never sent; there are no binary messages.
 */
public final class V1Serializer implements Serializer {

  private static final List<String> REQUIRED = List.of("topic", "event", "payload", "ref");

  private final Json json;
  private final Payloads payloads;

  /**
   * The serializer.
   *
   * @param json how values are read and written
   */
  public V1Serializer(Json json) {
    this.json = json;
    this.payloads = new Payloads(json);
  }

  @Override
  public Message text(byte[] utf8) throws ProtocolViolation {
    if (!(Fields.read(json, utf8) instanceof Map<?, ?> map)
        || !map.keySet().containsAll(REQUIRED)) {
      throw Fields.malformed("not an object with topic, event, payload and ref");
    }
    return new Message(
        Fields.ref(map.get("join_ref")),
        Fields.ref(map.get("ref")),
        Fields.name(map.get("topic")),
        Fields.name(map.get("event")),
        map.get("payload"));
  }

  @Override
  public Message binary(byte[] bytes) throws ProtocolViolation {
    throw new ProtocolViolation(CloseCode.BAD_MESSAGE, "no binary messages with vsn 1.0.0");
  }

  @Override
  public Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, Answer answer) {
    byte[] payload = new Fields.Reply(answer.status(), answer.response()).json(json);
    return frame(ref, topic, Events.REPLY, payload);
  }

  @Override
  public Frame push(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, Object payload) {
    return frame(ref, topic, event, json.write(payload));
  }

  @Override
  public Frame broadcast(String topic, String event, byte[] payload) {
    return frame(null, topic, event, payload);
  }

  @Override
  public Frame broadcast(Signal signal) {
    return broadcast(signal.topic(), Events.of(signal.type()), payloads.object(signal));
  }

  private Frame frame(@Nullable String ref, String topic, String event, byte[] payload) {
    return new FrameBuilder(payload.length + topic.length() + event.length() + 64)
        .ascii("{\"topic\":")
        .bytes(json.write(topic))
        .ascii(",\"event\":")
        .bytes(json.write(event))
        .ascii(",\"payload\":")
        .bytes(payload)
        .ascii(",\"ref\":")
        .bytes(json.write(ref))
        .octet('}')
        .build(Opcode.TEXT);
  }
}
