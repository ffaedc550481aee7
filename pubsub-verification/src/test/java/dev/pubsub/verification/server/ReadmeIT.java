package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Runs every command of the README as it stands there, but against a server on a free port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadmeIT {

  private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

  private final RunningServer server = new RunningServer(Map.of("PUBSUB_BUSES", "audit"));

  @BeforeAll
  void isReady() {
    assertThat(server.port()).isNotBlank();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandWorks() throws IOException {
    List<String> commands =
        SHELL
            .matcher(Files.readString(Program.ROOT.resolve("README.md")))
            .results()
            .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
            .filter(line -> !line.contains("./pubsub serve") && !line.startsWith("mvn verify"))
            .toList();
    assertThat(commands).hasSizeGreaterThan(5);
    return commands.stream().map(line -> DynamicTest.dynamicTest(line, () -> run(line)));
  }

  private void run(String line) {
    String here =
        line.startsWith("./pubsub")
            ? line + " --url " + server.url()
            : line.replace("http://127.0.0.1:4000", server.url()).replace("curl ", "curl -f ");
    try (Program program = Program.start(Program.ROOT, List.of("bash", "-c", here))) {
      if (line.startsWith("./pubsub sub ")) {
        program.saying("subscribed").told();
      }
      assertThat(program.status()).as(program.err()).isZero();
    }
  }
}
