package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.ws.WsPlugin;
import dev.pubsub.ws.frame.ClientFrames;
import dev.pubsub.ws.frame.Opcode;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of connections: limits, closing, cutting, many readers, slow readers. */
class ConnectionTest {

  private static final String V2 = "?vsn=2.0.0";

  private RunningServer server = new RunningServer("message.max", "5000", "frame.max", "4000");

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart(String... settings) {
    server.close();
    server = new RunningServer(settings);
  }

  private static WebSocketClient join(WebSocketClient client, String topic) throws Exception {
    client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
    assertThat(client.next()).contains("\"ok\"");
    return client;
  }

  private void awaitNoSubscriptions() {
    Awaitility.await().until(() -> server.bus().stats().subscriptions().isEmpty());
  }

  @Test
  void aCutConnectionLeavesNothingBehind() throws Exception {
    WebSocketClient client = server.connect(V2);
    join(client, "room:1");
    join(client, "room:*");
    assertThat(server.bus().stats().subscriptions()).hasSize(2);

    client.close();

    awaitNoSubscriptions();
  }

  @Test
  void aClosedConnectionIsAnsweredWithItsOwnCodeAndLeavesNothingBehind() throws Exception {
    WebSocketClient client = join(server.connect(V2), "room:1");

    client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();

    assertThat(client.closeCode()).isEqualTo(1000);
    awaitNoSubscriptions();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"not json | 1007", "{} | 1007", "[null,null,\"t\",\"e\"] | 1007"})
  void whatIsNoMessageClosesTheConnection(String text, int code) throws Exception {
    try (WebSocketClient client = join(server.connect(V2), "room:1")) {
      client.send(text);

      assertThat(client.closeCode()).isEqualTo(code);
      awaitNoSubscriptions();
    }
  }

  @Test
  void aMessageThatIsTooBigClosesTheConnection() throws Exception {
    try (WebSocketClient client = server.connect(V2)) {
      client.socket().sendText("a".repeat(3000), false).join();
      client.socket().sendText("a".repeat(3000), true).join();

      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void anUnmaskedFrameClosesTheConnectionAndTheServerEndsIt() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.upgrade("/ws").get(0)).contains(" 101 ");

      client.send(new byte[] {(byte) 0x81, 1, 'a'});

      assertThat(client.closeCode()).isEqualTo(1002);
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  void framesSentTogetherWithTheUpgradeAreRead() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      String request =
          """
          GET /ws HTTP/1.1\r
          Host: a\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Version: 13\r
          \r
          """;
      byte[] head = request.getBytes(StandardCharsets.US_ASCII);
      // A close frame with code 4001, masked with zeros.
      byte[] close = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x0F, (byte) 0xA1};
      client.send(ByteBuffer.allocate(head.length + close.length).put(head).put(close).array());

      assertThat(client.answer().get(0)).contains(" 101 ");
      assertThat(client.closeCode()).isEqualTo(4001);
    }
  }

  @Test
  void aPingIsAnsweredByAPong() throws Exception {
    try (WebSocketClient client = server.connect(V2)) {
      client.socket().sendPing(ByteBuffer.wrap(new byte[] {1, 2})).join();

      assertThat(client.nextPong()).containsExactly(1, 2);
    }
  }

  @Test
  void aSignalIsEncodedOncePerSerializerForAllSockets() throws Exception {
    AtomicInteger encoded = new AtomicInteger();
    List<WebSocketClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(join(server.connect(V2), "room:1"));
      clients.add(server.connect("").send(V1_JOIN));
      assertThat(clients.get(clients.size() - 1).next()).contains("\"ok\"");
    }

    server.bus().publish("room:1", new Counted(encoded));

    for (WebSocketClient client : clients) {
      assertThat(client.next()).contains("\"n\":1");
      client.close();
    }
    assertThat(encoded).hasValue(2);
  }

  @Test
  void forAThousandSocketsASignalIsEncodedOnce() throws Exception {
    AtomicInteger encoded = new AtomicInteger();
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        client.upgrade("/ws?vsn=2.0.0");
        client.text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
        assertThat(client.next().text()).contains("\"ok\"");
      }

      server.bus().publish("room:1", new Counted(encoded));

      for (RawClient client : clients) {
        assertThat(client.next().text()).contains("\"n\":1");
      }
      assertThat(encoded).hasValue(1);
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static final String V1_JOIN =
      "{\"topic\":\"room:1\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}";

  /** Counts how often it is encoded. */
  @JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.ANY)
  private static final class Counted {

    private final AtomicInteger encoded;

    Counted(AtomicInteger encoded) {
      this.encoded = encoded;
    }

    @SuppressWarnings("unused")
    int getN() {
      return encoded.incrementAndGet() > 0 ? 1 : 0;
    }
  }

  @Test
  void manySignalsToManySocketsArriveInOrder() throws Exception {
    int signals = 500;
    List<WebSocketClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(join(server.connect(V2), "room:1"));
    }

    for (int n = 0; n < signals; n++) {
      server.bus().publish("room:1", Map.of("n", n));
    }

    for (WebSocketClient client : clients) {
      for (int n = 0; n < signals; n++) {
        assertThat(client.next()).isEqualTo("[null,null,\"room:1\",\"message\",{\"n\":" + n + "}]");
      }
      client.close();
    }
  }

  @Test
  void aReaderThatIsTooSlowLosesSignalsIsToldAndHarmsNobody() throws Exception {
    restart("outbound.high", "2000");
    try (RawClient slow = new RawClient(server.port());
        WebSocketClient quick = join(server.connect(V2), "room:1")) {
      slow.socket().setReceiveBufferSize(4096);
      assertThat(slow.upgrade("/ws?vsn=2.0.0&capacity=5").get(0)).contains(" 101 ");
      slow.text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      Awaitility.await()
          .until(() -> server.bus().topics().find("room:1").get().subscriberCount() == 2);

      Map<String, String> large = Map.of("text", "x".repeat(50_000));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                server.bus().publish("room:1", large);
                assertThat(quick.next()).contains("xxx");
                return server.bus().stats().droppedTotal() > 0;
              });
      server.bus().publish("room:1", Map.of("end", 1));
      assertThat(quick.next()).contains("\"end\":1");
    }
    awaitNoSubscriptions();
  }

  static Stream<Arguments> whatIsAnswered() {
    return Stream.of(
        arguments("heartbeats", RawClient.frame("[null,\"1\",\"phoenix\",\"heartbeat\",{}]")),
        arguments("pings", ClientFrames.frame(true, Opcode.PING, new byte[100])),
        arguments("joins", RawClient.frame("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]")),
        arguments("bad joins", RawClient.frame("[\"1\",\"1\",\"::\",\"phx_join\",{}]")),
        arguments("pushes nowhere", RawClient.frame("[null,\"1\",\"room:1\",\"x\",{}]")),
        arguments("leaves", RawClient.frame("[null,\"1\",\"room:1\",\"phx_leave\",{}]")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsAnswered")
  void aClientThatDoesNotReadItsAnswersIsClosed(String name, byte[] request) throws Exception {
    restart("replies.max", "100000");
    try (RawClient client = new RawClient(server.port())) {
      client.upgrade("/ws?vsn=2.0.0");

      sendMany(client, request);

      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aPlaceKeptForAnAnswerThatNeverComesCountsToo() throws Exception {
    restart("replies.max", "100000", "outbound.high", "1000000000");
    try (RawClient client = new RawClient(server.port())) {
      client.upgrade("/ws?vsn=2.0.0");
      client.text("[\"1\",\"1\",\"room:1\",\"phx_join\",{\"self\":false}]");
      client.next();
      blockTheWay();

      sendMany(client, RawClient.frame("[\"1\",null,\"room:1\",\"x\",{}]"));

      assertThat(client.closeCode()).isEqualTo(1008);
    }
  }

  /** Fills the buffers of the socket with signals, so that nothing more leaves. */
  private void blockTheWay() {
    for (int n = 0; n < 200; n++) {
      server.bus().publish("room:1", Map.of("text", "x".repeat(50_000)));
    }
    Awaitility.await().until(() -> server.bus().stats().delivered() == 200);
  }

  /** Sends a request so often that its answers fill more than the buffers of the socket. */
  private static void sendMany(RawClient client, byte[] request) throws Exception {
    byte[] many = new byte[request.length * 1000];
    for (int i = 0; i < 1000; i++) {
      System.arraycopy(request, 0, many, i * request.length, request.length);
    }
    for (int sent = 0; sent < 20_000_000; sent += many.length) {
      client.send(many);
    }
  }

  @Test
  void aClientThatCannotKeepUpIsAskedToComeBackWhenThatIsThePolicy() throws Exception {
    restart("session.overflow", "disconnect", "outbound.high", "2000");
    try (RawClient slow = new RawClient(server.port())) {
      slow.upgrade("/ws?vsn=2.0.0&capacity=5");
      for (String topic : List.of("room:1", "room:+", "room:*")) {
        slow.text("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        assertThat(slow.next().text()).contains("\"ok\"");
      }
      Map<String, String> large = Map.of("text", "x".repeat(50_000));
      server.bus().publish("room:1", large);
      Awaitility.await().until(() -> server.bus().stats().delivered() > 0);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                server.bus().publish("room:1", large);
                return server.bus().stats().subscriptions().isEmpty();
              });

      assertThat(slow.next().text()).as("what was queued before").contains("xxx");
      assertThat(slow.closeCode()).isEqualTo(1013);
      assertThat(slow.atEnd()).isTrue();
    }
  }

  @Test
  void aPortInUseStopsTheStartWithASentence() {
    assertThatThrownBy(
            () ->
                PubSub.builder()
                    .plugin(new WsPlugin())
                    .set("pubsub.plugin.ws.port", String.valueOf(server.port()))
                    .open())
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContaining("another program listens there");
  }
}
