package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server is recorded and the recording is read with the tools of the JDK. */
final class FlightRecordingIT {

  private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private Path folder = Path.of("");

  @Test
  void aRecordingTellsWhatTheServerDid() {
    try (RunningServer server = new RunningServer(folder, Map.of())) {
      String process = Long.toString(server.program().pid());
      // At its end, so that no second has to pass.
      run("jcmd", process, "JFR.start", "name=pubsub", "+dev.pubsub.PublishBatch#period=endChunk");
      try (Program pub = server.client("pub", "room:1", "hello")) {
        assertThat(pub.status()).as(pub.err()).isZero();
      }
      run("jcmd", process, "JFR.stop", "name=pubsub", "filename=pubsub.jfr");
      String shown = run("jfr", "print", "--events", "dev.pubsub.*", "pubsub.jfr");
      assertThat(shown).contains("dev.pubsub.PublishBatch", "bus = \"default\"", "published = 1");
    }
  }

  private String run(String tool, String... arguments) {
    List<String> line =
        Stream.concat(Stream.of(TOOLS.resolve(tool).toString()), Stream.of(arguments)).toList();
    try (Program program = Program.start(folder, line)) {
      assertThat(program.status()).as(program.out() + program.err()).isZero();
      return program.out();
    }
  }
}
