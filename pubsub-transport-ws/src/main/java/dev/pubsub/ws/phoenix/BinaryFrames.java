package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.FrameBuilder;
import dev.pubsub.ws.frame.Opcode;
import dev.pubsub.ws.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The binary messages of serializer 2.0.0. The size of each name is one unsigned byte.
 *
 * <pre>
 * push from a client   0 | sizes of join_ref, ref, topic, event | join_ref | ref | topic | event | data
 * broadcast            2 | sizes of topic, event | topic | event | data
 * </pre>
 */
final class BinaryFrames {

  private static final int PUSH = 0;
  private static final int BROADCAST = 2;
  private static final int PUSH_HEADER = 5;

  private BinaryFrames() {}

  static Message push(byte[] bytes) throws ProtocolViolation {
    if (bytes.length < PUSH_HEADER || bytes[0] != PUSH) {
      throw Fields.malformed("not a binary push");
    }
    int[] sizes = new int[PUSH_HEADER - 1];
    int names = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = bytes[1 + i] & 0xFF;
      names += sizes[i];
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes, PUSH_HEADER, bytes.length - PUSH_HEADER);
    if (rest.remaining() < names) {
      throw Fields.malformed("a binary push ends too early");
    }
    String joinRef = name(rest, sizes[0]);
    String ref = name(rest, sizes[1]);
    String topic = name(rest, sizes[2]);
    String event = name(rest, sizes[3]);
    byte[] data = new byte[rest.remaining()];
    rest.get(data);
    return new Message(orNull(joinRef), orNull(ref), topic, event, data);
  }

  private static String name(ByteBuffer from, int size) throws ProtocolViolation {
    ByteBuffer name = from.slice(from.position(), size);
    from.position(from.position() + size);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
    } catch (CharacterCodingException e) {
      throw Fields.malformed("a name is not UTF-8");
    }
  }

  private static @Nullable String orNull(String ref) {
    return ref.isEmpty() ? null : ref;
  }

  /** Both names fit: a topic is a topic of the bus, and longer types leave as another event. */
  static Frame broadcast(String topic, String event, byte[] data) {
    byte[] topicBytes = topic.getBytes(StandardCharsets.UTF_8);
    byte[] eventBytes = event.getBytes(StandardCharsets.UTF_8);
    return new FrameBuilder(3 + topicBytes.length + eventBytes.length + data.length)
        .octet(BROADCAST)
        .octet(topicBytes.length)
        .octet(eventBytes.length)
        .bytes(topicBytes)
        .bytes(eventBytes)
        .bytes(data)
        .build(Opcode.BINARY);
  }
}
