package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {

  @Test
  void serveSaysWhereItIsAndNothingElse() {
    try (RunningServer server = new RunningServer()) {
      assertThat(server.program().out())
          .contains("ws://127.0.0.1:" + server.port() + "/ws")
          .contains(server.url() + "/api");
      assertThat(server.program().out().lines()).last().asString().contains("ready");
      assertThat(server.program().err()).doesNotContainIgnoringCase("warn");
    }
  }

  @Test
  void sigtermEndsTheServerWell() {
    try (RunningServer server = new RunningServer()) {
      assertThat(server.program().told().status()).isZero();
      assertThat(server.program().err()).doesNotContain("ERROR", "Exception");
    }
  }

  @Test
  void aServerThatEndsTellsItsClientsWhy() {
    try (RunningServer server = new RunningServer();
        Program sub = server.client("sub", "room:*").saying("subscribed")) {
      server.program().told();

      assertThat(sub.status()).isEqualTo(1);
      assertThat(sub.err())
          .isEqualTo("subscribed\nCONNECTION_LOST: the server is shutting down (1012)\n");
      assertThat(server.program().status()).isZero();
    }
  }

  @Test
  void aPortInUseIsToldInOneSentence() {
    try (RunningServer server = new RunningServer();
        Program second = Program.pubsub("serve", "--port", server.port())) {
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.out()).isEmpty();
      assertThat(second.err())
          .startsWith("CANNOT_LISTEN: ")
          .contains(server.port(), "--port")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fly", "serve --region n", "sub t --as-of now", "set"})
  void whatIsUnknownOrHasNotLandedIsWrongUse(String command) {
    try (Program program = Program.pubsub(command.split(" "))) {
      assertThat(program.status()).isEqualTo(2);
      assertThat(program.out()).isEmpty();
      assertThat(program.err()).startsWith("BAD_USAGE: ").hasLineCount(1);
    }
  }

  @Test
  void theVariablesOfPhoenixAreAccepted() {
    String port = Integer.toString(FreePorts.from());
    try (Program serve =
        Program.pubsub(
            Map.of("PORT", port, "SECRET_KEY_BASE", "s3cret", "MIX_ENV", "prod"), "serve")) {
      serve.saying("ready");
      assertThat(serve.out()).contains("ws://127.0.0.1:" + port + "/ws");
      assertThat(serve.err()).doesNotContain("s3cret");
      assertThat(serve.err().lines().filter(line -> line.contains("warning")))
          .singleElement()
          .asString()
          .contains("MIX_ENV");
    }
  }

  @Test
  void aSymbolicLinkInAnotherFolderWillDo(@TempDir Path folder) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("bus"), Program.ROOT.resolve("pubsub"));
    try (Program program = Program.start(folder, List.of(link.toString(), "--version"))) {
      assertThat(program.status()).isZero();
      assertThat(program.out()).startsWith("pubsub ");
      assertThat(program.err()).isEmpty();
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void aWrongSettingIsToldInOneSentence() {
    try (Program program = Program.pubsub("serve", "--host", "no.such.host.invalid")) {
      assertThat(program.status()).isEqualTo(1);
      assertThat(program.err()).contains("no.such.host.invalid").hasLineCount(1);
    }
  }
}
