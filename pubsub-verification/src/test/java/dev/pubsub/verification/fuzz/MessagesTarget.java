package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.json.MalformedJson;
import dev.pubsub.ws.phoenix.Answer;
import dev.pubsub.ws.phoenix.Message;
import dev.pubsub.ws.phoenix.Serializer;
import dev.pubsub.ws.phoenix.V1Serializer;
import dev.pubsub.ws.phoenix.V2Serializer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * The messages of both serializers, beside what {@link PlainJson} and the protocol make of them.
 */
public final class MessagesTarget implements Fuzz.Target {

  private static final int MAX_DEPTH = 64;
  private static final int MALFORMED = 1007;
  private static final int LIMIT = 1008;
  private static final int ALLOCATED_ANYWAY = 1 << 20;
  private static final int ALLOCATED_PER_BYTE = 500;

  private final Json json = new Json(MAX_DEPTH);
  private final V1Serializer first = new V1Serializer(json);
  private final V2Serializer second = new V2Serializer(json);

  /** The target. */
  public MessagesTarget() {}

  @Override
  public void tryOne(Random random) throws Exception {
    JsonTexts texts = new JsonTexts(random);
    Mutator mutator = new Mutator(random);
    switch (random.nextInt(5)) {
      case 0 -> text(first, texts.first().getBytes(UTF_8));
      case 1 -> text(second, texts.second().getBytes(UTF_8));
      case 2 -> text(first, mutator.mutate(texts.first().getBytes(UTF_8)));
      case 3 -> text(second, mutator.mutate(texts.second().getBytes(UTF_8)));
      default -> binary(mutator.mutate(BinaryPush.random(random)));
    }
  }

  private void text(Serializer serializer, byte[] utf8) throws MalformedJson {
    Optional<PlainJson.Value> plain = PlainJson.read(utf8);
    Optional<Message> wanted =
        plain
            .filter(value -> value.depth() <= MAX_DEPTH)
            .flatMap(value -> serializer == first ? map(value.value()) : array(value.value()));
    boolean strange = plain.isPresent() && plain.get().strange();
    boolean text = PlainText.decode(utf8).isPresent();
    long before = Fuzz.allocated();
    Message message;
    try {
      message = serializer.text(utf8);
    } catch (ProtocolViolation e) {
      assertThat(e.closeCode()).isIn(MALFORMED, LIMIT);
      assertThat(wanted.isEmpty() || strange).as("may be refused: %s", e.reason()).isTrue();
      assertThat(e.reason().getBytes(UTF_8).length).isLessThanOrEqualTo(123);
      return;
    } finally {
      assertThat(Fuzz.allocated() - before)
          .as("bytes allocated for an input of %d", utf8.length)
          .isLessThan(ALLOCATED_ANYWAY + (long) ALLOCATED_PER_BYTE * utf8.length);
    }
    // The reader of frames lets nothing pass that is not UTF-8.
    if (text && !strange) {
      assertThat(Optional.of(message)).isEqualTo(wanted);
      assertThat(json.read(json.write(message.payload()))).isEqualTo(message.payload());
    }
    assertThat(answered(serializer, message)).isNotEmpty();
  }

  private byte[] answered(Serializer serializer, Message message) {
    Answer answer = new Answer(true, Json.object("payload", message.payload()));
    return serializer.reply(message.joinRef(), message.ref(), message.topic(), answer).bytes();
  }

  private static Optional<Message> map(Object value) {
    return value instanceof Map<?, ?> map
            && map.keySet().containsAll(List.of("topic", "event", "payload", "ref"))
        ? message(
            map.get("join_ref"),
            map.get("ref"),
            map.get("topic"),
            map.get("event"),
            map.get("payload"))
        : Optional.empty();
  }

  private static Optional<Message> array(Object value) {
    return value instanceof List<?> list && list.size() >= 5
        ? message(list.get(0), list.get(1), list.get(2), list.get(3), list.get(4))
        : Optional.empty();
  }

  private static Optional<Message> message(
      Object joinRef, Object ref, Object topic, Object event, Object payload) {
    return isRef(joinRef)
            && isRef(ref)
            && topic instanceof String room
            && event instanceof String name
        ? Optional.of(new Message((String) joinRef, (String) ref, room, name, payload))
        : Optional.empty();
  }

  private static boolean isRef(Object ref) {
    return ref == null || (ref instanceof String text && text.getBytes(UTF_8).length <= 255);
  }

  private void binary(byte[] bytes) {
    Optional<BinaryPush> wanted = BinaryPush.read(bytes);
    try {
      Message message = second.binary(bytes);
      BinaryPush push = wanted.orElseThrow();
      assertThat(push.names())
          .containsExactly(
              Objects.requireNonNullElse(message.joinRef(), ""),
              Objects.requireNonNullElse(message.ref(), ""),
              message.topic(),
              message.event());
      assertThat(message.payload()).isEqualTo(push.data());
    } catch (ProtocolViolation e) {
      assertThat(e.closeCode()).isEqualTo(MALFORMED);
      assertThat(wanted).isEmpty();
    }
  }
}
