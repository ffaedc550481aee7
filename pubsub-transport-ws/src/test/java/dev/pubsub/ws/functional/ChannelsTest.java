package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  private static final String V2 = "?vsn=2.0.0";

  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aV2ClientJoinsPushesReceivesAndLeaves() throws Exception {
    try (WebSocketClient client = server.connect(V2)) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      assertThat(client.next())
          .isEqualTo(
              "[\"1\",\"1\",\"room:1\",\"phx_reply\","
                  + "{\"status\":\"ok\",\"response\":{\"reconnect_jitter_max_ms\":5000}}]");
      client.send("[\"1\",\"2\",\"room:1\",\"shout\",{\"body\":\"hi\",\"n\":1}]");
      assertThat(client.next())
          .isEqualTo("[\"1\",\"2\",\"room:1\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
      assertThat(client.next())
          .isEqualTo("[null,null,\"room:1\",\"shout\",{\"body\":\"hi\",\"n\":1}]");
      client.send("[\"1\",\"3\",\"room:1\",\"phx_leave\",{}]");
      assertThat(client.next())
          .isEqualTo("[\"1\",\"3\",\"room:1\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
      assertThat(client.next()).isEqualTo("[\"1\",\"1\",\"room:1\",\"phx_close\",{}]");
    }
  }

  @Test
  void clientsInAGroupShareTheSignalsUntilOneIsCutOff() throws Exception {
    try (WebSocketClient first = server.connect(V2);
        WebSocketClient second = server.connect(V2)) {
      for (WebSocketClient each : List.of(first, second)) {
        each.send("[\"1\",\"1\",\"jobs\",\"phx_join\",{\"group\":\"workers\"}]").next();
      }
      List<String> ofFirst = new ArrayList<>();
      List<String> ofSecond = new ArrayList<>();
      // Whose turn it is hangs on who is ready again, so until both have had theirs.
      for (int n = 0; n < 1000 && (ofFirst.isEmpty() || ofSecond.isEmpty()); n++) {
        int published = n + 1;
        server.bus().publish("jobs", Map.of("n", n));
        await()
            .until(
                () -> {
                  ofFirst.addAll(first.arrived());
                  ofSecond.addAll(second.arrived());
                  return ofFirst.size() + ofSecond.size() == published;
                });
      }
      assertThat(ofFirst).isNotEmpty().doesNotContainAnyElementsOf(ofSecond);
      assertThat(ofSecond).isNotEmpty();

      second.close();
      await().until(() -> server.bus().stats().subscriptions().equals(Map.of("jobs", 1)));
      for (int i = 10; i < 20; i++) {
        server.bus().publish("jobs", Map.of("n", i));
        assertThat(first.next()).isEqualTo("[null,null,\"jobs\",\"message\",{\"n\":" + i + "}]");
      }
    }
  }

  @Test
  void aClientWithoutVsnSpeaksV1() throws Exception {
    try (WebSocketClient client = server.connect("")) {
      client.send("{\"topic\":\"room:1\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}");
      assertThat(client.next())
          .isEqualTo(
              "{\"topic\":\"room:1\",\"event\":\"phx_reply\","
                  + "\"payload\":{\"status\":\"ok\","
                  + "\"response\":{\"reconnect_jitter_max_ms\":5000}},\"ref\":\"1\"}");
      server.bus().publish("room:1", Map.of("a", 1));
      assertThat(client.next())
          .isEqualTo(
              "{\"topic\":\"room:1\",\"event\":\"message\",\"payload\":{\"a\":1},\"ref\":null}");
    }
  }

  @Test
  void bytesTravelAsBinaryFramesBothWays() throws Exception {
    BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    server.bus().subscribe("topic", delivery -> received.add(delivery.signal().payload()));
    try (WebSocketClient client = server.connect(V2)) {
      client.send("[\"12\",\"12\",\"topic\",\"phx_join\",{}]").next();
      byte[] names = "12123topiceventABC".getBytes(StandardCharsets.US_ASCII);
      byte[] push = new byte[5 + names.length];
      System.arraycopy(new byte[] {0, 2, 3, 5, 5}, 0, push, 0, 5);
      System.arraycopy(names, 0, push, 5, names.length);
      client.send(push);
      assertThat(client.next()).startsWith("[\"12\",\"123\",\"topic\",\"phx_reply\"");
      assertThat(client.nextBinary())
          .isEqualTo("\2\5\5topiceventABC".getBytes(StandardCharsets.US_ASCII));
      assertThat((byte[]) received.poll(10, TimeUnit.SECONDS))
          .isEqualTo("ABC".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
