package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.ws.functional.Events.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of events that is cut while a thousand signals are published, and comes back. */
@Timeout(60)
final class ComebackTest {

  private static final int ALL = 1000;

  private final RunningServer server =
      new RunningServer("pubsub.history", "long:*=1000,short:*=100");

  @AfterEach
  void stop() {
    server.close();
  }

  private Events open(String topic, String... headers) throws IOException {
    return new Events(server.port(), "/api/topics/" + topic + "/events?capacity=4000", headers);
  }

  private CompletableFuture<Void> publishing(String topic) {
    return CompletableFuture.runAsync(
        () -> IntStream.range(0, ALL).forEach(n -> server.bus().publish(topic, Map.of("n", n))));
  }

  private static int number(Event event) {
    return Integer.parseInt(event.data().replaceAll(".*\"n\":(\\d+).*", "$1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 999})
  void itHasEveryOneInOrderThen(int before) throws Exception {
    List<Integer> received = new ArrayList<>();
    CompletableFuture<Void> published;
    String id = "";
    try (Events events = open("long:1")) {
      assertThat(events.next().name()).isEqualTo("subscribed");
      published = publishing("long:1");
      while (received.size() < before) {
        Event event = events.next();
        received.add(number(event));
        id = event.id();
      }
    }
    try (Events events = open("long:1", "Last-Event-ID: " + id)) {
      assertThat(events.next().data()).contains("\"recovered\":true");
      while (received.size() < ALL) {
        received.add(number(events.next()));
      }
    }

    published.join();
    assertThat(received).isEqualTo(IntStream.range(0, ALL).boxed().toList());
  }

  @Test
  void itIsToldOfTheGapWhenTheHistoryWasTooShort() throws Exception {
    String id;
    try (Events events = open("short:1")) {
      events.next();
      server.bus().publish("short:1", Map.of("n", -1));
      id = events.next().id();
    }
    publishing("short:1").join();
    try (Events events = open("short:1", "Last-Event-ID: " + id)) {
      assertThat(events.next().data()).contains("\"recovered\":false");
      assertThat(events.next().name()).isEqualTo("gap");
      for (int n = ALL - 100; n < ALL; n++) {
        assertThat(number(events.next())).isEqualTo(n);
      }
    }
  }
}
