package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the bus {@code security} hears of those who were not let in. */
final class RefusalFeedTest {

  private static final String EVIL = "https://evil.example/" + "x".repeat(1000);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final RecordingSubscriber security = new RecordingSubscriber();

  @Test
  void securityHearsOfPagesAndTokensThatAreRefusedButNotOfMistakes() throws Exception {
    try (RunningServer server = new RunningServer(time, "pubsub.buses", "security")) {
      server.bus("security").subscribe("security_events:authorization", security);
      new Events(server.port(), "/api/topics/a/events", "Origin: " + EVIL).close();
      time.advance(PAUSE);
      new Events(server.port(), "/api/topics/a/events?token=secret").close();
      time.advance(PAUSE);
      server.send("DELETE", "/api/topics/a", "", "Origin", EVIL);
      time.advance(PAUSE);
      assertThat(server.get("/ws/websocket?token=secret").statusCode()).isEqualTo(400);
      handshake(server, "/ws/websocket?token=secret").close();
      handshake(server, "/ws/websocket?bus=none").close();

      assertThat(security.await(4, Duration.ofSeconds(20)))
          .extracting(signal -> (Map<?, ?>) signal.payload())
          .allSatisfy(
              told ->
                  assertThat(told)
                      .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                      .containsEntry("event_type", "access_refused")
                      .containsEntry("reason", "FORBIDDEN")
                      .containsEntry("ip_address", "127.0.0.1"))
          .extracting(told -> told.get("resource") + " " + told.get("origin"))
          .containsExactly(
              "GET /api/topics/a/events " + EVIL.substring(0, 200),
              "GET /api/topics/a/events ",
              "DELETE /api/topics/a " + EVIL.substring(0, 200),
              "GET /ws/websocket ");
      assertThat(security.signals().toString()).doesNotContain("secret");
    }
    assertThat(security.signals()).hasSize(4);
  }

  @Test
  void aFloodIsToldOnceASecondWithHowManyWereLeftOut() throws Exception {
    try (RunningServer server = new RunningServer(time, "pubsub.buses", "security")) {
      server.bus("security").subscribe("security_events:authorization", security);
      for (int i = 0; i < 10; i++) {
        handshake(server, "/ws/websocket?token=x").close();
      }
      time.advance(PAUSE);
      handshake(server, "/ws/websocket?token=x").close();

      assertThat(security.await(2, Duration.ofSeconds(20)))
          .extracting(signal -> "left out: " + ((Map<?, ?>) signal.payload()).get("left_out"))
          .containsExactly("left out: 0", "left out: 9");
    }
    assertThat(security.signals()).hasSize(2);
  }

  private static Events handshake(RunningServer server, String path) throws Exception {
    return new Events(
        server.port(),
        path,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }
}
