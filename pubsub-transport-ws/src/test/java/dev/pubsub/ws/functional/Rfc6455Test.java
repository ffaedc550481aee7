package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.ws.frame.ClientFrames;
import dev.pubsub.ws.frame.Opcode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 6455, frame by frame, in the chapters of the Autobahn test suite. Each case is bytes that a
 * client sends, and all that it is answered.
 */
class Rfc6455Test {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            "frame.max",
            Integer.toString(Rfc6455Cases.FRAME_MAX),
            "message.max",
            Integer.toString(Rfc6455Cases.MESSAGE_MAX),
            "fragments.max",
            Integer.toString(Rfc6455Cases.FRAGMENTS_MAX));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Rfc6455Cases.Case> cases() {
    return Rfc6455Cases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theServerAnswersAsItShould(Rfc6455Cases.Case exchange) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      assertThat(client.upgrade("/ws?vsn=2.0.0").get(0)).contains(" 101 ");
      client.text("[\"1\",\"1\",\"t\",\"phx_join\",{}]");
      assertThat(client.next().text()).contains("\"ok\"");

      for (byte[] piece : exchange.sent()) {
        client.send(piece);
      }

      for (String expected : exchange.answers()) {
        assertThat(shown(client.next())).isEqualTo(expected);
      }
      if (exchange.closes()) {
        assertThat(client.atEnd()).as("the server ends the connection").isTrue();
      } else {
        client.send(ClientFrames.frame(true, Opcode.PING, new byte[] {'e', 'n', 'd'}));
        assertThat(shown(client.next())).as("nothing more").isEqualTo("pong end");
      }
    }
  }

  /** A frame in words; one that is not what servers send, unfragmented and unmasked, in hex. */
  private static String shown(RawClient.Received frame) {
    return switch (frame.first()) {
      case 0x81 -> "text " + frame.text();
      case 0x82 -> "binary " + HexFormat.of().formatHex(frame.payload());
      case 0x88 -> "close " + frame.closeCode();
      case 0x8A -> "pong " + frame.text();
      default -> "frame " + Integer.toHexString(frame.first());
    };
  }
}
