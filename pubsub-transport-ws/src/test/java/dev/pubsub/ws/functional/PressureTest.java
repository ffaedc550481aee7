package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource.Sink;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of clients while resources are scarce; time goes by by hand. */
final class PressureTest {

  private static final String BEAT = "[null,\"%d\",\"phoenix\",\"heartbeat\",{}]";

  private final ManualTime time = new ManualTime();
  private final List<Sink> sinks = new ArrayList<>();
  private final RunningServer server =
      // One thread for all sockets, so that what one is told is done before the next is answered.
      new RunningServer(
          time, Contributions.builder().pressureSource(sinks::add).build(), "io.threads", "1");

  @AfterEach
  void stop() {
    server.close();
  }

  private void report(PressureLevel level) {
    sinks.forEach(sink -> sink.report("heap", level));
  }

  @Test
  void socketsAreReadAtEachSweepOnlySoThatTheyKeepTheirPulse() throws Exception {
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      assertThat(client.send(BEAT.formatted(1)).next()).contains("\"1\"");
      report(PressureLevel.CRITICAL);
      assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
      client.send(BEAT.formatted(2));
      assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
      assertThat(client.arrived()).isEmpty();

      for (int second = 0; second < 100; second++) {
        time.advance(Duration.ofSeconds(1));
        assertThat(client.next()).contains("\"" + (2 + second) + "\"");
        client.send(BEAT.formatted(3 + second));
      }
      assertThat(client.isClosed()).isFalse();
      report(PressureLevel.HIGH);
      assertThat(client.next()).contains("\"102\"");
    }
  }

  @Test
  void whoeverComesMeanwhileIsReadSlowlyToo() throws Exception {
    report(PressureLevel.CRITICAL);
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send(BEAT.formatted(1));
      report(PressureLevel.NORMAL);
      assertThat(client.next()).contains("\"1\"");
      assertThat(client.send(BEAT.formatted(2)).next()).contains("\"2\"");
    }
  }
}
