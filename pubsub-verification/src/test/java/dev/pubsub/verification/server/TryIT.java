package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pubsub.verification.phoenix.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/try offers to newcomers. */
class TryIT {

  private static final Path TRY = Program.ROOT.resolve("docs/try");
  private static final Path JS = Program.ROOT.resolve("pubsub-verification/src/test/js");

  @Test
  void everyCallOfTheScriptIsAnsweredAsItSays() {
    assumeThat(isOnPath("curl")).as("needs curl on the PATH").isTrue();
    try (RunningServer server = new RunningServer();
        Program script =
            Program.start(TRY, List.of(TRY.resolve("try.sh").toString(), server.url()))) {
      assertThat(script.status()).as(script.out() + script.err()).isZero();
      assertThat(script.out()).endsWith("all answers were right\n");
    }
  }

  @Test
  void theScriptFailsWhereNobodyAnswers() {
    assumeThat(isOnPath("curl")).as("needs curl on the PATH").isTrue();
    try (Program script =
        Program.start(TRY, List.of(TRY.resolve("try.sh").toString(), "http://127.0.0.1:1"))) {
      assertThat(script.status()).isEqualTo(1);
    }
  }

  @Test
  void thePageConnectsSubscribesAndPublishes() throws IOException, InterruptedException {
    Node.prepare();
    try (RunningServer server = new RunningServer(Map.of("PUBSUB_PLUGIN_WS_ORIGINS", "null"));
        Program page =
            Program.start(
                JS,
                List.of(
                    "node",
                    "page.js",
                    TRY.resolve("index.html").toString(),
                    server.webSocket().toString()))) {
      assertThat(page.status()).as(page.out() + page.err()).isZero();
    }
  }

  private static boolean isOnPath(String command) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
