package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many clients there are, for whoever shows meters. */
@Timeout(60)
final class GaugesTest {

  @Test
  void whoIsNotLetInIsCountedByCode() throws Exception {
    try (RunningServer server = new RunningServer("connections.max", "1")) {
      server.get("/ws/websocket");
      server.get("/api/topics/a/events?token=secret");
      server.get("/api/topics/a/events?bus=none&vsn=7");
      server.send("DELETE", "/api/topics/a", "", "Origin", "https://evil.example");
      assertThat(server.refused("BAD_REQUEST")).isEqualTo(2);
      assertThat(server.refused("FORBIDDEN")).isEqualTo(2);
      assertThat(server.refused("UNAVAILABLE")).isZero();

      try (WebSocketClient only = server.connect("?vsn=2.0.0")) {
        server.get("/api/topics/a/events");
        assertThatThrownBy(() -> server.connect("?vsn=2.0.0")).isInstanceOf(Exception.class);
        assertThat(server.refused("UNAVAILABLE")).isEqualTo(2);
        assertThat(only).isNotNull();
      }
      server.get("/api/health");
      assertThat(server.refused("OTHER")).isZero();
    }
  }

  @Test
  void whatIsOpenIsCountedByItsKindUntilItEnds() throws Exception {
    try (RunningServer server = new RunningServer()) {
      assertThat(server.gauge("connections")).isZero();

      WebSocketClient first = server.connect("?vsn=2.0.0");
      WebSocketClient second = server.connect("?vsn=2.0.0");
      try (Events stream = new Events(server.port(), "/api/topics/room:1/events")) {
        await().until(() -> server.gauge("connections") == 2 && server.gauge("streams") == 1);
        assertThat(stream).isNotNull();
      }
      first.close();
      await().until(() -> server.gauge("connections") == 1);
      second.close();
      await().until(() -> server.gauge("connections") == 0);
    }
  }
}
