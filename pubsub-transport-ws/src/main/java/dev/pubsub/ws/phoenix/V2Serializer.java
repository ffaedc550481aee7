package dev.pubsub.ws.phoenix;

import dev.pubsub.signal.Signal;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.FrameBuilder;
import dev.pubsub.ws.frame.Opcode;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serializer 2.0.0 of Phoenix: every text message is an array {@code [join_ref, ref, topic, event,
 * payload]}; {@link BinaryFrames} are used where the payload is bytes.
 */
public final class V2Serializer implements Serializer {

  private static final int ELEMENTS = 5;

  private final Json json;
  private final Payloads payloads;

  /**
   * The serializer.
   *
   * @param json how values are read and written
   */
  public V2Serializer(Json json) {
    this.json = json;
    this.payloads = new Payloads(json);
  }

  @Override
  public Message text(byte[] utf8) throws ProtocolViolation {
    if (!(Fields.read(json, utf8) instanceof List<?> array) || array.size() < ELEMENTS) {
      throw Fields.malformed("not an array [join_ref, ref, topic, event, payload]");
    }
    return new Message(
        Fields.ref(array.get(0)),
        Fields.ref(array.get(1)),
        Fields.name(array.get(2)),
        Fields.name(array.get(3)),
        array.get(4));
  }

  @Override
  public Message binary(byte[] bytes) throws ProtocolViolation {
    return BinaryFrames.push(bytes);
  }

  @Override
  public Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, Answer answer) {
    byte[] payload = new Fields.Reply(answer.status(), answer.response()).json(json);
    return frame(joinRef, ref, topic, Events.REPLY, payload);
  }

  @Override
  public Frame push(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, Object payload) {
    return frame(joinRef, ref, topic, event, json.write(payload));
  }

  @Override
  public Frame broadcast(String topic, String event, byte[] payload) {
    return frame(null, null, topic, event, payload);
  }

  @Override
  public Frame broadcast(Signal signal) {
    String event = Events.of(signal.type());
    return signal.payload() instanceof byte[] data
        ? BinaryFrames.broadcast(signal.topic(), event, data)
        : broadcast(signal.topic(), event, payloads.object(signal));
  }

  private Frame frame(
      @Nullable String joinRef, @Nullable String ref, String topic, String event, byte[] payload) {
    return new FrameBuilder(payload.length + topic.length() + event.length() + 32)
        .octet('[')
        .bytes(json.write(joinRef))
        .octet(',')
        .bytes(json.write(ref))
        .octet(',')
        .bytes(json.write(topic))
        .octet(',')
        .bytes(json.write(event))
        .octet(',')
        .bytes(payload)
        .octet(']')
        .build(Opcode.TEXT);
  }
}
