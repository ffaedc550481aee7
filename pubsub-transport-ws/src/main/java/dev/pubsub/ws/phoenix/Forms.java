package dev.pubsub.ws.phoenix;

import dev.pubsub.signal.Signal;
import dev.pubsub.ws.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The frames in which signals leave on channels: one {@link Form} for each serializer, and for each
 * pattern that somebody joined. Any thread may use it.
 */
public final class Forms {

  private final Json json;
  private final Payloads payloads;
  private final Map<Serializer, Form> topics;
  private final Map<PatternForm, Lent> patterns = new ConcurrentHashMap<>();

  /**
   * The forms of both serializers.
   *
   * @param serializers the serializers
   * @param json how values are written
   */
  public Forms(Serializers serializers, Json json) {
    this.json = json;
    this.payloads = new Payloads(json);
    this.topics =
        Map.of(
            serializers.v1(), new Form(serializers.v1()::broadcast),
            serializers.v2(), new Form(serializers.v2()::broadcast));
  }

  /** The form for whoever joined the topic of the signal itself. */
  Form topic(Serializer serializer) {
    Form form = topics.get(serializer);
    if (form == null) {
      throw new IllegalArgumentException("a serializer of another transport");
    }
    return form;
  }

  /** The form for whoever joined a pattern; to be given back as often as it was lent. */
  Form lend(Serializer serializer, String pattern) {
    PatternForm wanted = new PatternForm(serializer, pattern);
    return patterns.compute(
            wanted,
            (key, lent) -> lent == null ? new Lent(form(key), 1) : lent.with(lent.users + 1))
        .form;
  }

  void giveBack(Serializer serializer, String pattern) {
    patterns.computeIfPresent(
        new PatternForm(serializer, pattern),
        (key, lent) -> lent.users == 1 ? null : lent.with(lent.users - 1));
  }

  private Form form(PatternForm form) {
    return new Form(
        signal ->
            form.serializer.broadcast(form.pattern, Events.of(signal.type()), withTopic(signal)));
  }

  /**
   * phoenix.js drops frames of a topic it has not joined, so the real one goes into the payload.
   */
  private byte[] withTopic(Signal signal) {
    byte[] value = payloads.value(signal);
    ByteArrayOutputStream object = new ByteArrayOutputStream(value.length + 64);
    object.writeBytes("{\"topic\":".getBytes(StandardCharsets.US_ASCII));
    object.writeBytes(json.write(signal.topic()));
    object.writeBytes(",\"payload\":".getBytes(StandardCharsets.US_ASCII));
    object.writeBytes(value);
    object.write('}');
    return object.toByteArray();
  }

  private record PatternForm(Serializer serializer, String pattern) {}

  private record Lent(Form form, int users) {

    Lent with(int changed) {
      return new Lent(form, changed);
    }
  }
}
