package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.ws.functional.Events.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-Sent Events, as a browser's EventSource sees them. */
@Timeout(60)
final class EventStreamTest {

  private final ManualTime time = new ManualTime();
  private final RunningServer server =
      new RunningServer(
          time,
          "pubsub.history",
          "room:*=10,long:*=100",
          "origins",
          "https://example.com",
          "connections.max",
          "3",
          "replay.max",
          "10",
          "outbound.high",
          "1024");

  @AfterEach
  void stop() {
    server.close();
  }

  private Events open(String topic, String... headers) throws IOException {
    return new Events(server.port(), "/api/topics/" + topic, headers);
  }

  private void publish(int from, int to) {
    for (int n = from; n < to; n++) {
      server.bus().publish("room:1", Map.of("n", n), PublishOptions.ofType("number"));
    }
  }

  private static List<Integer> numbers(Events events, int count) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    while (numbers.size() < count) {
      numbers.add(number(events.next()));
    }
    return numbers;
  }

  private static int number(Event event) {
    return Integer.parseInt(event.data().replaceAll(".*\"n\":(\\d+).*", "$1"));
  }

  @Test
  void aSignalIsAnEventOfItsTypeWithItsPositionAsId() throws Exception {
    try (Events events = open("room:1/events")) {
      assertThat(events.head())
          .startsWith("HTTP/1.1 200 OK")
          .contains("Content-Type: text/event-stream", "Cache-Control: no-store");
      String greeting = events.block().orElseThrow();
      assertThat(greeting).startsWith("retry: 2000\nid: ").contains("\nevent: subscribed\ndata: {");
      publish(1, 2);

      Event event = events.next();
      assertThat(event.name()).isEqualTo("number");
      assertThat(event.data())
          .startsWith("{\"topic\":\"room:1\",\"type\":\"number\",\"id\":\"")
          .endsWith("\"message\":{\"n\":1},\"ts\":\"2030-01-01T00:00:00Z\"}");
      assertThat(event.id()).isNotEmpty().isNotEqualTo(Events.field(greeting, "id"));
    }
  }

  @Test
  void theHeadersOfASignalAreShownWhereItHasAny() throws Exception {
    try (Events events = open("room:1/events")) {
      events.next();
      server.bus().publish("room:1", 1, PublishOptions.DEFAULT.withHeader("reply-number", "5"));
      server.bus().publish("room:1", 2);

      assertThat(events.next().data()).contains("\"headers\":{\"reply-number\":\"5\"}}");
      assertThat(events.next().data()).doesNotContain("headers");
    }
    assertThat(server.get("/api/topics/room:1/history").body())
        .containsOnlyOnce("\"headers\":{\"reply-number\":\"5\"}")
        .containsOnlyOnce("headers");
  }

  @Test
  void whoeverIsCutOffGetsWhatItMissed() throws Exception {
    String id;
    try (Events events = open("room:1/events")) {
      events.next();
      publish(0, 3);
      numbers(events, 2);
      id = events.next().id();
    }
    publish(3, 8);
    try (Events events = open("room:1/events?last=5", "Last-Event-ID: " + id)) {
      Event greeting = events.next();
      assertThat(greeting.data()).contains("\"recovered\":true");
      assertThat(greeting.id()).isEmpty();
      publish(8, 10);
      assertThat(numbers(events, 7)).containsExactly(3, 4, 5, 6, 7, 8, 9);
    }
  }

  @Test
  void whoeverIsCutOffBeforeAnythingCameHasAnIdToo() throws Exception {
    String id;
    try (Events events = open("room:1/events")) {
      id = events.next().id();
    }
    publish(0, 3);
    try (Events events = open("room:1/events", "Last-Event-ID: " + id)) {
      assertThat(events.next().data()).contains("\"recovered\":true");
      assertThat(numbers(events, 3)).containsExactly(0, 1, 2);
    }
  }

  @Test
  void whoeverWasAwayForTooLongIsToldOfTheGapFirst() throws Exception {
    String id;
    try (Events events = open("room:1/events")) {
      id = events.next().id();
    }
    publish(0, 11);
    try (Events events = open("room:1/events", "Last-Event-ID: " + id)) {
      assertThat(events.next().data()).contains("\"recovered\":false");
      assertThat(events.next().name()).isEqualTo("gap");
      assertThat(numbers(events, 10)).startsWith(1).endsWith(10);
    }
    try (Events events = open("room:1/events?after=nonsense")) {
      events.next();
      assertThat(events.next().name()).isEqualTo("gap");
    }
  }

  @Test
  void theLastOnesAndThoseSinceAMomentAreReplayed() throws Exception {
    publish(0, 5);
    time.advance(Duration.ofSeconds(1));
    publish(5, 7);
    try (Events events = open("room:1/events?last=3")) {
      assertThat(events.next().data()).doesNotContain("recovered");
      assertThat(numbers(events, 3)).containsExactly(4, 5, 6);
    }
    try (Events events = open("room:1/events?since=2030-01-01T00:00:01Z")) {
      assertThat(events.next().data()).contains("\"recovered\":true");
      assertThat(numbers(events, 2)).containsExactly(5, 6);
    }
  }

  @Test
  void whoeverWantsMoreThanItMayHaveGetsTheNewestAndIsToldOfTheGap() throws Exception {
    String id;
    try (Events events = open("long:1/events")) {
      id = events.next().id();
    }
    for (int n = 0; n < 11; n++) {
      server.bus().publish("long:1", Map.of("n", n));
    }
    for (String start : List.of("since=2030-01-01T00:00:00Z", "after=" + id)) {
      try (Events events = open("long:1/events?" + start)) {
        assertThat(events.next().data()).contains("\"recovered\":false");
        assertThat(events.next().name()).isEqualTo("gap");
        assertThat(numbers(events, 10)).startsWith(1).endsWith(10);
      }
    }
  }

  @Test
  void whileAStreamIsOpenedItsThreadServesOthers() throws Exception {
    CountDownLatch subscribing = new CountDownLatch(1);
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    Observer slow =
        new Observer() {
          @Override
          public void happened(BusEvent event) {
            if (event instanceof BusEvent.Subscribed) {
              subscribing.countDown();
              goOn.join();
            }
          }
        };
    try (RunningServer one =
            new RunningServer(Contributions.builder().observer(slow).build(), "io.threads", "1");
        Closeable end = () -> goOn.complete(null)) {
      CompletableFuture<HttpResponse<InputStream>> stream =
          one.http()
              .sendAsync(
                  HttpRequest.newBuilder(one.uri("/api/topics/room:1/events")).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      subscribing.await();
      CompletableFuture.supplyAsync(() -> one.connect("")).get(20, TimeUnit.SECONDS).close();

      assertThat(stream).isNotDone();
      end.close();
      assertThat(stream.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPatternAndABusMayBeNamed() throws Exception {
    try (Events events = new Events(server.port(), "/api/buses/default/topics/room%3A%2A/events")) {
      assertThat(events.next().data()).contains("\"topic\":\"room:*\"");
      server.bus().publish("room:2", "x");
      assertThat(events.next().data()).contains("\"topic\":\"room:2\"", "\"message\":\"x\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "open", "error", "gap", "dropped", "subscribed", "a\nb", "a\rid: x"})
  void aTypeThatCanBeNoEventLeavesWithoutOne(String type) throws Exception {
    try (Events events = open("plain/events")) {
      events.next();
      server.bus().publish("plain", List.of("a\nb"), PublishOptions.ofType(type));

      Event event = events.next();
      assertThat(event.name()).isEmpty();
      assertThat(event.id()).isEmpty();
      assertThat(event.data()).contains("\"message\":[\"a\\nb\"]");
    }
  }

  @Test
  void aQuietStreamIsKeptAliveByComments() throws Exception {
    try (Events events = open("room:1/events")) {
      events.next();
      await()
          .until(
              () -> {
                // The greeting may be here before the server has noted when it was sent.
                time.advance(Duration.ofSeconds(16));
                return events.isReady();
              });

      assertThat(events.block()).contains(":");
    }
  }

  @Test
  void aPageOfAnotherOriginIsRefusedAndAnAllowedOneMayRead() throws Exception {
    try (Events events = open("room:1/events", "Origin: https://evil.example")) {
      assertThat(events.head()).startsWith("HTTP/1.1 403 Forbidden");
    }
    try (Events events = open("room:1/events", "Origin: https://example.com")) {
      assertThat(events.head())
          .startsWith("HTTP/1.1 200 OK")
          .contains("Access-Control-Allow-Origin: https://example.com", "Vary: Origin");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /api/topics/room:1/events?last=11,          400, BAD_REQUEST",
    "GET,  /api/topics/room:1/events?last=1&since=0,   400, BAD_REQUEST",
    "GET,  /api/topics/room:1/events?since=yesterday,  400, BAD_REQUEST",
    "GET,  /api/topics/room:1/events?capacity=0,       400, BAD_REQUEST",
    "GET,  /api/topics/room:1/events?token=x,          403, FORBIDDEN",
    "GET,  /api/topics/a::b/events,                    400, BAD_PATTERN",
    "GET,  /api/topics/%FF/events,                     400, BAD_REQUEST",
    "GET,  /api/topics/room:1/events?a=%FF,            400, BAD_REQUEST",
    "GET,  /api/buses/other/topics/a/events,           404, BUS_NOT_FOUND",
    "POST, /api/topics/room:1/events,                  405, METHOD_NOT_ALLOWED",
  })
  void whatCannotBeIsRefusedWithACode(String method, String path, int status, String code)
      throws Exception {
    HttpResponse<String> refused = server.send(method, path, "");

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void aStreamTakesOneOfThePlacesAndGivesItBack() throws Exception {
    List<Events> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(open("room:1/events"));
      assertThat(all.get(i).head()).startsWith("HTTP/1.1 200 OK");
    }
    try (Events refused = open("room:1/events")) {
      assertThat(refused.head().get(0)).startsWith("HTTP/1.1 503");
      assertThat(refused.head()).contains("Retry-After: 1");
    }
    for (Events events : all) {
      events.close();
    }

    await()
        .untilAsserted(
            () -> {
              // Whether a client is gone shows when something is written to it.
              time.advance(Duration.ofSeconds(16));
              assertThat(server.bus().stats().subscriptions()).isEmpty();
            });
    try (Events again = open("room:1/events")) {
      assertThat(again.head()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void whoDoesNotReadIsHeldBackAndThenToldOfItsLosses() throws Exception {
    try (Events events = open("plain/events?capacity=4")) {
      events.next();
      String large = "x".repeat(100_000);
      int published = 0;
      while (server.bus().stats().dropped().isEmpty()) {
        server.bus().publish("plain", large);
        published++;
      }
      assertThat(published).isLessThan(1000);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .untilAsserted(
              () -> {
                time.advance(Duration.ofSeconds(1));
                assertThat(events.next().name()).isEqualTo("dropped");
              });
    }
  }

  @Test
  void whoNeverReadsIsCutOff() throws Exception {
    try (Events events = open("plain/events?capacity=4")) {
      assertThat(events.head()).startsWith("HTTP/1.1 200 OK");
      while (server.bus().stats().dropped().isEmpty()) {
        server.bus().publish("plain", "x".repeat(100_000));
      }
      await()
          .untilAsserted(
              () -> {
                time.advance(Duration.ofSeconds(61));
                assertThat(server.bus().stats().subscriptions()).isEmpty();
              });
    }
  }

  @Test
  void aServerThatGoesDownEndsTheStream() throws Exception {
    try (Events events = open("room:1/events")) {
      events.next();
      publish(0, 1);
      Thread drain = new Thread(() -> server.drain(Duration.ofSeconds(20)));
      drain.start();
      await()
          .until(
              () -> {
                time.advance(Duration.ofMillis(50));
                return !drain.isAlive();
              });

      assertThat(number(events.next())).isZero();
      assertThat(events.block()).contains(":");
      assertThat(events.block()).isEqualTo(Optional.empty());
    }
  }
}
