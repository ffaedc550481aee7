package dev.pubsub.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExamplesTest {

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(console);
  }

  @Test
  void theEmbeddedBusDeliversToAPattern() {
    Embedded.main(new String[0]);

    assertThat(lines()).containsExactly("paid");
  }

  @Test
  void theReadmeShowsTheEmbeddedBusAsItIs() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String shown = readme.substring(readme.indexOf("```java\n") + 8);
    String snippet = shown.substring(0, shown.indexOf("```"));

    assertThat(Path.of("src/main/java/dev/pubsub/examples/Embedded.java"))
        .content()
        .contains(snippet.stripTrailing().indent(4));
  }

  @Test
  void theReadmeDependsOnTheEngineAsItIs() throws Exception {
    String pom = Files.readString(Path.of("..", "pubsub-core", "pom.xml"));
    String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>"));

    assertThat(Path.of("..", "README.md"))
        .content()
        .contains("  <artifactId>pubsub-core</artifactId>\n  " + version + "</version>\n");
  }

  @Test
  void aHangingSubscriberLosesOnlyItsOwnSignals() throws Exception {
    Isolation.main(new String[0]);

    assertThat(lines()).contains("the good one has all 100", "the hanging one lost {OVERFLOW=92}");
  }

  @Test
  void theWebSocketServerSaysWhereItIs() {
    WebSocketServer.main(new String[0]);

    assertThat(lines()).anyMatch(line -> line.startsWith("WebSocket ws://127.0.0.1:"));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
