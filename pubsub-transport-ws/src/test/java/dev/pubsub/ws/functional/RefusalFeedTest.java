package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the bus {@code security} hears of those who were not let in. */
final class RefusalFeedTest {

  private static final String EVIL = "https://evil.example/" + "x".repeat(1000);

  @Test
  void securityHearsOfPagesAndTokensThatAreRefusedButNotOfMistakes() throws Exception {
    RecordingSubscriber security = new RecordingSubscriber();
    try (RunningServer server = new RunningServer("pubsub.buses", "security")) {
      server.bus("security").subscribe("security_events:authorization", security);
      new Events(server.port(), "/api/topics/a/events", "Origin: " + EVIL).close();
      new Events(server.port(), "/api/topics/a/events?token=secret").close();
      server.send("DELETE", "/api/topics/a", "", "Origin", EVIL);
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
