package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and how. */
class HandshakeTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> upgrade(String path, String... headers) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      return client.upgrade(path, headers);
    }
  }

  @Test
  void theAnswerIsThatOfTheRfc() throws Exception {
    assertThat(upgrade("/ws"))
        .contains("HTTP/1.1 101 Switching Protocols")
        .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @CsvSource({
    "/ws,                               101",
    "/ws/websocket,                     101",
    "/ws?vsn=1.0.0,                     101",
    "/ws?vsn=2.0.0&anything=goes,       101",
    "/ws?vsn=3.0.0,                     403",
    "/ws?vsn=,                          403",
    "/ws?capacity=1,                    101",
    "/ws?capacity=65536,                101",
    "/ws?capacity=0,                    403",
    "/ws?capacity=65537,                403",
    "/ws?capacity=x,                    403",
    "/ws?bus=default,                   101",
    "/ws?bus=other,                     403",
    "/ws?token=secret,                  403",
    "/ws?a=%FF,                         400"
  })
  void theParametersDecide(String path, int status) throws Exception {
    assertThat(upgrade(path).get(0)).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "/ws?vsn=3.0.0,    BAD_REQUEST",
    "/ws?capacity=0,   BAD_REQUEST",
    "/ws?capacity=70000, BAD_REQUEST",
    "/ws?bus=other,    BUS_NOT_FOUND",
    "/ws?bus=,         BUS_NOT_FOUND",
    "/ws?token=secret, FORBIDDEN"
  })
  void aRefusalHasNoBodyButACode(String path, String code) throws Exception {
    assertThat(upgrade(path))
        .contains("HTTP/1.1 403 Forbidden", "X-Error-Code: " + code, "Content-Length: 0");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1,      101",
    "http://127.0.0.1:3000, 101",
    "http://evil.example,   403",
    "null,                  403"
  })
  void aPageOfAnotherHostIsRefused(String origin, int status) throws Exception {
    List<String> answer = upgrade("/ws", "Origin: " + origin);

    assertThat(answer.get(0)).startsWith("HTTP/1.1 " + status + " ");
    if (status == 403) {
      assertThat(answer).contains("Content-Length: 0");
    }
  }

  @Test
  void theSubprotocolOfPhoenixIsAnswered() throws Exception {
    assertThat(upgrade("/ws", "Sec-WebSocket-Protocol: other, phoenix"))
        .contains("Sec-WebSocket-Protocol: phoenix");
    assertThat(upgrade("/ws", "Sec-WebSocket-Protocol: other"))
        .noneMatch(line -> line.startsWith("Sec-WebSocket-Protocol"));
  }

  @Test
  void aTokenInTheSubprotocolIsRefused() throws Exception {
    assertThat(
            upgrade("/ws", "Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx.c2VjcmV0").get(0))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: websocket",
        "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
      })
  void withoutOneOfTheHeadersThereIsNoUpgrade(String missing) throws Exception {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "GET /ws HTTP/1.1",
                "Host: 127.0.0.1",
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    lines.remove(missing);
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.request(lines))
          .contains("HTTP/1.1 400 Bad Request")
          .contains("Sec-WebSocket-Version: 13");
    }
  }

  @Test
  void anythingButGetIsABadRequest() throws Exception {
    assertThat(server.post("/ws", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void beyondTheMostConnectionsNobodyIsLetIn() throws Exception {
    try (RunningServer small = new RunningServer("connections.max", "1");
        RawClient first = new RawClient(small.port());
        RawClient second = new RawClient(small.port())) {
      assertThat(first.upgrade("/ws").get(0)).contains(" 101 ");
      assertThat(second.upgrade("/ws")).contains("HTTP/1.1 503 Service Unavailable");
    }
  }
}
