package dev.pubsub.json.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One event of the history over HTTP. */
final class KeptEventTest {

  private static final Headers EVENT =
      Headers.of("ce-id", "7").with("ce-source", "/sensors").with("ce-site", "Zürich 100%");

  private final PubSub pubsub =
      PubSub.builder().discover(false).set("pubsub.history", "room:*=100").open();
  private final Endpoint endpoint =
      new CloudEventsApi()
          .endpoints().stream()
              .filter(each -> each.path().toString().endsWith("/{id}"))
              .findFirst()
              .orElseThrow();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private EndpointResponse read(String topic, String id, Map<String, String> headers) {
    try (Session session =
        pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
      return endpoint
          .handler()
          .answer(
              new EndpointRequest(
                  session, Map.of("topic", topic, "id", id), Map.of(), headers, new byte[0]));
    }
  }

  private EndpointResponse read(String id) {
    return read("room:1", id, Map.of());
  }

  private Accepted publish(Object payload, Headers headers) {
    return (Accepted)
        pubsub
            .bus()
            .publish("room:1", payload, PublishOptions.ofType("reading").withHeaders(headers));
  }

  private static String text(EndpointResponse response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void itIsReadInBinaryModeWithItsAttributesInHeaders() {
    publish("before", Headers.of("ce-id", "6"));
    publish(Map.of("celsius", 21.5), EVENT.with("content-type", "application/vnd.x+json"));
    publish("behind", Headers.of("ce-id", "8"));

    EndpointResponse answer = read("7");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("{\"celsius\":21.5}");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/vnd.x+json")
        .containsEntry("ce-specversion", "1.0")
        .containsEntry("ce-id", "7")
        .containsEntry("ce-source", "/sensors")
        .containsEntry("ce-type", "reading")
        .containsEntry("ce-site", "Z%C3%BCrich%20100%25")
        .containsEntry("Vary", "Accept")
        .doesNotContainKey("ce-datacontenttype");
    CloudEvent read = new CloudEvents().parseBinary(answer.headers(), answer.body());
    assertThat(read.get("site")).contains("Zürich 100%");
    assertThat(read.data()).isEqualTo(Map.of("celsius", 21.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "text/html, Application/CloudEvents+JSON; charset=utf-8;q=0.9, */*;q=0.1"
      })
  void itIsReadInStructuredModeByWhoeverAcceptsThat(String accept) {
    publish(Map.of("celsius", 21.5), EVENT);

    EndpointResponse answer = read("room:1", "7", Map.of("Accept", accept));

    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/cloudevents+json")
        .containsEntry("Vary", "Accept")
        .hasSize(2);
    CloudEvent read = new CloudEvents().parseStructured(answer.body());
    assertThat(read.get("site")).contains("Zürich 100%");
    assertThat(read.data()).isEqualTo(Map.of("celsius", 21.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*/*", "application/json", "application/cloudevents-batch+json"})
  void anybodyElseGetsTheDataItself(String accept) {
    publish(new byte[] {1, 2}, EVENT);

    EndpointResponse answer = read("room:1", "7", Map.of("Accept", accept));

    assertThat(answer.body()).containsExactly(1, 2);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/octet-stream");
  }

  @Test
  void whatWasNotPublishedAsAnEventHasTheIdOfItsSignal() {
    String id = publish("hello", Headers.NONE).id().toString();

    assertThat(text(read(id))).isEqualTo("\"hello\"");
    assertThat(read(id).headers()).containsEntry("ce-source", "/topics/room%253A1");
  }

  @Test
  void ofSeveralWithThatIdItIsTheNewest() {
    publish("old", EVENT);
    publish("new", EVENT.with("ce-source", "/others"));

    assertThat(text(read("7"))).isEqualTo("\"new\"");
    assertThat(read("room:*", "7", Map.of()).headers()).containsEntry("ce-source", "/others");
  }

  @Test
  void aPageThatSomebodyPublishedCanDoNothing() {
    publish("<script>alert(1)</script>", EVENT.with("content-type", "text/html"));

    assertThat(read("7").headers())
        .containsEntry("Content-Type", "text/html")
        .containsEntry("Content-Security-Policy", "default-src 'none'; sandbox");
  }

  @Test
  void whatCannotBeAHeaderIsNone() {
    publish("x", EVENT.with("content-type", "text/plain; a=\"\u010a\""));

    assertThat(read("7").headers()).containsEntry("Content-Type", "application/json");
  }

  @Test
  void aPayloadThatCannotBeWrittenHidesNoAttributes() {
    Map<String, Object> endless = new HashMap<>();
    endless.put("itself", endless);
    publish(endless, EVENT);

    assertThat(read("7").body()).isEmpty();
    assertThat(read("7").headers()).containsEntry("ce-site", "Z%C3%BCrich%20100%25");
  }

  @Test
  void whatIsNotKeptIsNotFound() {
    publish("x", EVENT);
    pubsub.bus().publish("unkept", "x");

    for (String id : List.of("8", "", " 7", "0")) {
      refused("room:1", id, CloudEventError.EVENT_NOT_FOUND);
    }
    refused("unkept", "7", CloudEventError.EVENT_NOT_FOUND);
    refused("nowhere", "7", StandardError.TOPIC_NOT_FOUND);
    refused("room::1", "7", StandardError.BAD_PATTERN);
  }

  private void refused(String topic, String id, ErrorCode code) {
    PubSubException refusal =
        catchThrowableOfType(PubSubException.class, () -> read(topic, id, Map.of()));
    assertThat(refusal.code()).isEqualTo(code);
  }
}
