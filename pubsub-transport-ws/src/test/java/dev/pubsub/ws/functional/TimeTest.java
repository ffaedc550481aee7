package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens as time goes by, which it does by hand here. */
class TimeTest {

  private final ManualTime time = new ManualTime();
  private final RunningServer server = new RunningServer(time);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClientThatSaysNothingIsClosedAndOneThatDoesIsNot() throws Exception {
    try (WebSocketClient silent = server.connect("");
        WebSocketClient beating = server.connect("?vsn=2.0.0")) {
      // Its time counts from now on, not from a moment behind the answer to its request.
      silent
          .send("{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"1\"}")
          .next();
      time.advance(Duration.ofSeconds(40));
      beating.send("[null,\"1\",\"phoenix\",\"heartbeat\",{}]").next();

      time.advance(Duration.ofSeconds(25));

      assertThat(silent.closeCode()).isEqualTo(1002);
      beating.send("[null,\"2\",\"phoenix\",\"heartbeat\",{}]");
      assertThat(beating.next()).contains("\"ok\"");
    }
  }

  @Test
  void aBodyThatDoesNotEndIsCutOff() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      String head =
          """
          POST /api/topics HTTP/1.1\r
          Host: a\r
          Content-Length: 10\r
          \r
          abc""";
      client.send(head.getBytes(StandardCharsets.US_ASCII));
      Awaitility.await()
          .until(
              () -> {
                time.advance(Duration.ofSeconds(31));
                return client.hasEnded();
              });
    }
  }

  @Test
  void lossesAreToldOnceASecond() throws Exception {
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]").next();
      client.send("[\"1\",\"2\",\"pubsub\",\"subscribe\",{\"topic\":\"news\"}]").next();
      server.bus().publish("news", circle);
      server.bus().publish("news", circle);
      server.bus().publish("news", Map.of("n", 1));
      assertThat(client.next()).contains("\"n\":1");

      time.advance(Duration.ofSeconds(1));

      assertThat(client.next())
          .contains("\"dropped\"", "\"topic\":\"news\"", "\"count\":2", "2030-01-01T00:00:01Z");
    }
  }
}
