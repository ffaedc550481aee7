package dev.pubsub.json.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Principal;
import dev.pubsub.StartAt;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published over HTTP as events, and what is read so. */
final class CloudEventsApiTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, String> STRUCTURED =
      Map.of("Content-Type", "application/cloudevents+json; charset=UTF-8");
  private static final Map<String, String> BATCH =
      Map.of("Content-Type", "application/cloudevents-batch+json");
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"reading\",\"source\":\"/sensors\","
          + "\"subject\":\"kitchen\",\"site\":\"north\",\"data\":{\"celsius\":21.5}}";

  private final PubSub pubsub =
      PubSub.builder().discover(false).set("pubsub.history", "**=100").open();
  private final RecordingSubscriber inside = new RecordingSubscriber();
  private final CloudEventsApi api = new CloudEventsApi();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private EndpointResponse ask(
      String method, Map<String, String> query, Map<String, String> headers, String body) {
    try (Session session =
        pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT)) {
      return api.endpoints().stream()
          .filter(endpoint -> endpoint.method().equals(method))
          .findFirst()
          .orElseThrow()
          .handler()
          .answer(
              new EndpointRequest(
                  session, Map.of("topic", "room:1"), query, headers, body.getBytes(UTF_8)));
    }
  }

  private EndpointResponse post(Map<String, String> headers, String body) {
    return ask("POST", Map.of(), headers, body);
  }

  private static String text(EndpointResponse response) {
    return new String(response.body(), UTF_8);
  }

  private static void refused(Runnable task, StandardError code) {
    PubSubException refusal = catchThrowableOfType(PubSubException.class, task::run);
    assertThat(refusal.code()).isEqualTo(code);
  }

  @Test
  void anEventBecomesASignalWithTypeKeyHeadersAndData() throws InterruptedException {
    pubsub.bus().subscribe("room:1", inside);

    EndpointResponse answer = post(STRUCTURED, EVENT.formatted("7"));

    Signal signal = inside.await(1, PATIENCE).get(0);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer))
        .startsWith("{\"status\":\"sent\",\"topic\":\"room:1\",\"message_id\":\"" + signal.id());
    assertThat(signal.type()).isEqualTo("reading");
    assertThat(signal.key()).isEqualTo("kitchen");
    assertThat(signal.payload()).isEqualTo(Map.of("celsius", 21.5));
    assertThat(signal.headers().asMap())
        .isEqualTo(Map.of("ce-id", "7", "ce-source", "/sensors", "ce-site", "north"));
  }

  @Test
  void theSameSourceAndIdAgainIsADuplicate() throws InterruptedException {
    pubsub.bus().subscribe("room:1", inside);
    String other = EVENT.formatted("7").replace("/sensors", "/others");

    assertThat(text(post(STRUCTURED, EVENT.formatted("7")))).doesNotContain("duplicate");
    assertThat(text(post(STRUCTURED, EVENT.formatted("7")))).contains("\"duplicate\":true");
    assertThat(text(post(STRUCTURED, other))).doesNotContain("duplicate");
    assertThat(text(post(STRUCTURED, EVENT.formatted("7".repeat(300)))))
        .doesNotContain("duplicate");
    assertThat(text(post(STRUCTURED, EVENT.formatted("7".repeat(300))))).contains("duplicate");
    assertThat(inside.await(3, PATIENCE)).hasSize(3);
  }

  @Test
  void aBatchIsPublishedWholeOrNotAtAll() throws InterruptedException {
    pubsub.bus().subscribe("room:1", inside);
    String bad = EVENT.formatted("9").replace("reading", "");

    EndpointResponse answer =
        post(BATCH, "[" + EVENT.formatted("1") + "," + EVENT.formatted("2") + "]");
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> post(BATCH, "[" + EVENT.formatted("8") + "," + bad + "]"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(text(answer)).startsWith("{\"results\":[{").contains("},{");
    assertThat(refusal).hasMessage("event 1 of the batch: the attribute 'type' is empty");
    assertThat(inside.await(2, PATIENCE)).hasSize(2);
    assertThat(pubsub.bus().stats().published()).isEqualTo(2);
    assertThat(text(post(BATCH, "[]"))).isEqualTo("{\"results\":[]}");
  }

  @Test
  void whatIsNoEventIsRefused() {
    PubSubException plain =
        catchThrowableOfType(
            PubSubException.class, () -> post(Map.of("Content-Type", "application/json"), "{}"));
    PubSubException xml =
        catchThrowableOfType(
            PubSubException.class,
            () -> post(Map.of("Content-Type", "application/cloudevents+xml"), "<a/>"));
    PubSubException longType =
        catchThrowableOfType(
            PubSubException.class,
            () -> post(STRUCTURED, EVENT.formatted("1").replace("reading", "x".repeat(256))));

    assertThat(plain).hasMessage("the attribute 'specversion' is missing");
    assertThat(xml).hasMessageContaining("application/cloudevents+xml");
    assertThat(longType).hasMessage("the attribute 'type' has more than 255 bytes");
    assertThat(pubsub.bus().stats().published()).isZero();
  }

  @Test
  void whatTheBusRefusesIsRefused() {
    pubsub.close();

    refused(() -> post(STRUCTURED, EVENT.formatted("1")), StandardError.CLOSED);
  }

  @Test
  void theHistoryIsABatchThatIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      post(STRUCTURED, EVENT.formatted(i));
    }
    pubsub.bus().publish("room:1", new byte[] {1, 2});
    pubsub.bus().publish("room:1", new Object[] {Thread.currentThread()});

    EndpointResponse first = ask("GET", Map.of("limit", "3", "after", start()), Map.of(), "");
    EndpointResponse rest =
        ask("GET", Map.of("after", first.headers().get("X-Position")), Map.of(), "");

    assertThat(first.headers()).containsEntry("Content-Type", "application/cloudevents-batch+json");
    assertThat(ids(first)).containsExactly("1", "2", "3");
    assertThat(ids(rest)).hasSize(3).startsWith("4");
    assertThat(text(rest)).contains("\"data_base64\":\"AQI=\"");
    assertThat(ids(ask("GET", Map.of("limit", "2"), Map.of(), ""))).hasSize(2);
  }

  /** The position of the first. */
  private String start() {
    return pubsub.bus().history("room:1", StartAt.last(7), 7).entries().get(0).position();
  }

  private static List<String> ids(EndpointResponse response) {
    return new CloudEvents()
        .parseBatch(response.body()).stream().map(event -> event.get("id").orElseThrow()).toList();
  }

  @Test
  void aPageThatIsTooLargeEndsEarly() {
    for (int i = 0; i < 3; i++) {
      pubsub.bus().publish("room:1", "x".repeat(700_000));
    }

    EndpointResponse page = ask("GET", Map.of(), Map.of(), "");

    assertThat(ids(page)).hasSize(2);
    assertThat(ids(ask("GET", Map.of("after", page.headers().get("X-Position")), Map.of(), "")))
        .hasSize(1);
  }

  @Test
  void aGapIsTold() {
    pubsub.bus().publish("room:1", "x");

    EndpointResponse page = ask("GET", Map.of("after", "elsewhere"), Map.of(), "");

    assertThat(page.headers()).containsEntry("X-Gap", "true");
  }

  @Test
  void aQuestionThatCannotBeIsRefused() {
    refused(() -> ask("GET", Map.of(), Map.of(), ""), StandardError.TOPIC_NOT_FOUND);
    pubsub.bus().publish("room:1", "x");
    for (String limit : List.of("0", "1001", "x", "")) {
      refused(() -> ask("GET", Map.of("limit", limit), Map.of(), ""), StandardError.BAD_OPTION);
    }
  }
}
