package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * One text frame of the Phoenix serializer V2: {@code [join_ref, ref, topic, event, payload]}.
 *
 * @param joinRef names the join that the frame belongs to; empty where the frame has null
 * @param ref pairs a push with its reply; empty where the frame has null
 * @param topic the topic of the channel
 * @param event what is pushed
 * @param payload its content
 */
record Frame(String joinRef, String ref, String topic, String event, JsonNode payload) {

  private static final int ELEMENTS = 5;

  /** Reads a frame; anything else is a BAD_ANSWER. */
  static Frame parse(String text) {
    JsonNode frame = Json.read(text);
    if (!frame.isArray() || frame.size() < ELEMENTS) {
      throw new ClientException("BAD_ANSWER", "the server sent something that is not a frame");
    }
    return new Frame(
        frame.get(0).asText(""),
        frame.get(1).asText(""),
        frame.get(2).asText(),
        frame.get(3).asText(),
        frame.get(4));
  }

  /** The frame as it travels. */
  String text() {
    ArrayNode frame = Json.array();
    addRef(frame, joinRef);
    addRef(frame, ref);
    return frame.add(topic).add(event).add(payload).toString();
  }

  private static void addRef(ArrayNode frame, String ref) {
    if (ref.isEmpty()) {
      frame.addNull();
    } else {
      frame.add(ref);
    }
  }
}
