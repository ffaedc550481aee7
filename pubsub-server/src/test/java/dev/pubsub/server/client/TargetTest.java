package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.server.commandline.Argument;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

  private static Target of(String line) {
    Usage usage = Usage.of("Talks to a server.", Target.OPTIONS.toArray(Argument[]::new));
    return Target.of(Arguments.of(usage, line.isEmpty() ? List.of() : List.of(line.split(" "))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "''                                         | http://127.0.0.1:4000/api/topics",
        "--port 1                                   | http://127.0.0.1:1/api/topics",
        "--host here --port 65535                   | http://here:65535/api/topics",
        "--host ::1                                 | http://[::1]:4000/api/topics",
        "--url https://there/                       | https://there/api/topics",
        "--url ws://there:1/ws/websocket --bus logs | http://there:1/api/buses/logs/topics",
      })
  void itIsWhatWasSaidAndTheUsualForTheRest(String line, String address) {
    assertThat(of(line).api("/topics")).hasToString(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "--port 0                 | --port must be 1 to 65535, not 0",
        "--port -1                | --port must be 1 to 65535, not -1",
        "--port 65536             | --port must be 1 to 65535, not 65536",
        "--url http://a --port 80 | --url cannot be combined with --host or --port",
        "--url ftp://a            | --url must look like http://127.0.0.1:4000, not 'ftp://a'",
        "--bus A                  | --bus must be lower case letters, digits and '-', not 'A'",
      })
  void whatCannotBeMeantIsNamed(String line, String sentence) {
    assertThatThrownBy(() -> of(line)).isInstanceOf(UsageException.class).hasMessage(sentence);
  }

  @Test
  void webSocketsAreOpenedAtTheSamePlace() {
    assertThat(of("--port 80 --bus logs").webSocket("/ws/websocket?vsn=2.0.0"))
        .hasToString("ws://127.0.0.1:80/ws/websocket?vsn=2.0.0&bus=logs");
  }
}
