package dev.pubsub.json.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Publication;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An event is the same when it comes out as when it went in, whichever way it goes. */
final class MappingProperties {

  private final CloudEvents events = new CloudEvents();

  private static Signal published(CloudEvent event) {
    Publication publication = event.publication("room:1");
    return Signal.of(new SignalId(1, 2), publication.topic(), publication.payload())
        .withType(publication.options().type())
        .withKey(publication.options().key())
        .withHeaders(publication.options().headers());
  }

  /** The bus says when, where the event does not. */
  private static void expectSame(CloudEvent out, CloudEvent in) {
    Map<String, String> attributes = new LinkedHashMap<>(out.attributes());
    if (in.get("time").isEmpty()) {
      attributes.remove("time");
    }
    assertThat(attributes).containsExactlyInAnyOrderEntriesOf(in.attributes());
    assertThat(out.data()).isEqualTo(in.data());
  }

  @Property
  void anEventComesOutOfASignalAsItWentIn(@ForAll("events") CloudEvent event) {
    expectSame(CloudEvent.of(published(event)), event);
  }

  @Property
  void anEventIsReadAsItWasWrittenInTheJsonFormat(@ForAll("events") CloudEvent event) {
    Signal signal = published(event);

    expectSame(events.parseStructured(events.toStructured(signal)), event);
    expectSame(events.parseBatch(events.toBatch(List.of(signal, signal))).get(1), event);
  }

  @Property
  void anEventIsReadAsItWasWrittenIntoHeaders(@ForAll("events") CloudEvent event) {
    CloudEvents.Message message = events.toBinary(published(event));

    assertThat(message.headers().values())
        .allMatch(text -> text.chars().allMatch(each -> each >= ' ' && each <= '~'));
    CloudEvent read = events.parseBinary(message.headers(), message.body());
    Map<String, String> attributes = new LinkedHashMap<>(read.attributes());
    if (event.get("datacontenttype").isEmpty()) {
      // Over HTTP data always has a type.
      attributes.remove("datacontenttype");
    }
    expectSame(new CloudEvent(attributes, read.data()), event);
  }

  @Property
  void anySignalIsAnEvent(@ForAll String type, @ForAll String key, @ForAll("texts") String text) {
    Signal signal =
        Signal.of(new SignalId(1, 2), "room:ä b", Map.of("a", 1))
            .withType(type)
            .withKey(key)
            .withHeaders(
                Headers.of("ce-time", text)
                    .with("ce-Odd", text)
                    .with("ce-source", text)
                    .with("ce-type", text)
                    .with("content-type", text)
                    .with("other", text));

    CloudEvent event = events.parseStructured(events.toStructured(signal));

    assertThat(event.get("id")).contains(signal.id().toString());
    assertThat(event.data()).isEqualTo(Map.of("a", 1));
    assertThat(event.get("type").orElseThrow()).isIn(type, "message");
  }

  @Property
  void bytesOfAStrangerAreReadOrRefused(@ForAll byte[] bytes, @ForAll("types") String type) {
    try {
      events.parseStructured(bytes);
      throw new AssertionError("no event has so few bytes");
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(CloudEventError.BAD_CLOUDEVENT);
    }
    Map<String, String> headers =
        Map.of(
            "ce-id", new String(bytes, StandardCharsets.ISO_8859_1),
            "ce-specversion", "1.0",
            "ce-type", "t",
            "ce-source", "s",
            "content-type", type);
    try {
      events.parseBinary(headers, bytes);
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(CloudEventError.BAD_CLOUDEVENT);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('ä', '€', '\u3042', '%', '"', '\\')
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "application/json", "text/plain", "text/plain; charset=utf-16", "image/png", "a/b+json");
  }

  @Provide
  Arbitrary<CloudEvent> events() {
    Arbitrary<String> names = texts().filter(text -> !text.isEmpty());
    Arbitrary<String> inHeaders = names.map(String::strip).filter(text -> !text.isEmpty());
    Arbitrary<Map<String, String>> extensions =
        Arbitraries.maps(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(8),
                texts())
            .ofMaxSize(4)
            .map(MappingProperties::withoutData);
    return Combinators.combine(
            inHeaders, inHeaders, extensions, data(), Arbitraries.of(true, false))
        .as(MappingProperties::event);
  }

  private static Map<String, String> withoutData(Map<String, String> extensions) {
    Map<String, String> kept = new LinkedHashMap<>(extensions);
    kept.keySet()
        .removeAll(
            List.of(
                "data", "id", "type", "time", "source", "subject", "dataschema", "specversion"));
    return kept;
  }

  private static CloudEvent event(
      String id, String subject, Map<String, String> extensions, Typed data, boolean timed) {
    Map<String, String> all = new LinkedHashMap<>(extensions);
    all.put("specversion", "1.0");
    all.put("id", id);
    all.put("source", "https://example.com/a?b#c");
    all.put("type", "com.example." + id);
    all.put("subject", subject);
    if (timed) {
      all.put("time", "2018-04-05T17:31:00.123+02:00");
    }
    if (!data.type().isEmpty()) {
      all.put("datacontenttype", data.type());
    }
    return new CloudEvent(all, data.value());
  }

  private record Typed(String type, Object value) {}

  private static Arbitrary<Typed> data() {
    return Arbitraries.of(
        new Typed("", CloudEvent.NO_DATA),
        new Typed("text/plain", CloudEvent.NO_DATA),
        new Typed("", Map.of("a", List.of(1, true, 1.5, "x"))),
        new Typed("application/json", "a text of JSON"),
        new Typed("application/vnd.x+json; charset=utf-8", List.of(1, 2)),
        new Typed("application/json", 1L << 40),
        new Typed("text/plain", "grüß € \n"),
        new Typed("text/plain; charset=iso-8859-1", "grüß"),
        new Typed("application/xml", "<a/>"),
        new Typed("image/png", new byte[] {1, -1, 0}),
        new Typed("application/octet-stream", new byte[] {'{'}));
  }
}
