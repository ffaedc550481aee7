package dev.pubsub.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
  void agentsWorkTogether() throws Exception {
    AgentPatterns.main(new String[0]);

    assertThat(lines())
        .containsSubsequence(
            "pong",
            "42",
            "heard pong",
            "3 can translate",
            "agent.action.ping early",
            "agent.action.increment live",
            "restarted 1 time");
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

  @Test
  void questionsAreAnsweredInEveryWay() throws Exception {
    Questions.main(new String[0]);

    assertThat(lines())
        .containsExactly(
            "2051.30 for price:gold",
            "2 of 2 have answered",
            "All",
            "is",
            "well",
            "1 next All",
            "2 next is",
            "3 next well",
            "4 end ");
  }

  @Test
  void thePageOfQuestionsShowsThemAsTheyAre() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "requests.md"));
    String example =
        Files.readString(Path.of("src/main/java/dev/pubsub/examples/Questions.java"))
            .replaceAll("(?m)^ +", "");

    List<String> shown =
        Stream.of(page.split("```java\n", -1))
            .skip(1)
            .map(rest -> rest.substring(0, rest.indexOf("```")).replaceAll("(?m)^ +", ""))
            .toList();

    assertThat(shown)
        .hasSizeGreaterThan(4)
        .allSatisfy(block -> assertThat(example).contains(block));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
