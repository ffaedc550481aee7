package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the bus {@code diagnostics} hears of the clients that are connected. */
@Timeout(60)
final class ConnectionPoolTest {

  private final ManualTime time = new ManualTime();
  private final RecordingSubscriber diagnostics = new RecordingSubscriber();

  @Test
  @SuppressWarnings("try") // whoever is connected says nothing
  void diagnosticsHearHowManyAreConnectedAndHowManyWereNotLetIn() throws Exception {
    try (RunningServer server =
            new RunningServer(time, "pubsub.buses", "diagnostics", "connections.max", "5");
        WebSocketClient socket = server.connect("?vsn=2.0.0");
        Events stream = new Events(server.port(), "/api/topics/room:1/events")) {
      server.bus("diagnostics").subscribe("diagnostics:connection_pool", diagnostics);
      await().until(() -> server.gauge("connections") == 1 && server.gauge("streams") == 1);
      server.get("/ws/websocket");
      time.advance(Duration.ofSeconds(10));

      assertThat(diagnostics.await(1, Duration.ofSeconds(20)).get(0).payload())
          .isEqualTo(
              Map.of(
                  "event_type",
                  "connection_pool",
                  "timestamp",
                  ManualTime.START.plusSeconds(10).toEpochMilli(),
                  "component",
                  "ws",
                  "metadata",
                  Map.of(
                      "connections", 1L,
                      "streams", 1L,
                      "places", 5,
                      "places_taken", 2,
                      "refused", 1L)));
    }
  }
}
