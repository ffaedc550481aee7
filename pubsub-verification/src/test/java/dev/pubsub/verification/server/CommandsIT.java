package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandsIT {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void subPrintsEveryLineThatPubSendsInOrder() {
    List<String> lines =
        IntStream.range(0, 2000)
            .mapToObj(i -> "Dec 10 07:%02d sshd[%d]: naïve \"login\"\t{%d}".formatted(i % 60, i, i))
            .toList();
    try (Program sub = server.client("sub", "logs:**").saying("subscribed");
        Program pub = server.client("pub", "logs:sshd:info", "-")) {
      pub.given(String.join("\r\n", lines));

      assertThat(pub.status()).isZero();
      assertThat(pub.out() + pub.err()).isEmpty();
      assertThat(sub.lines(lines.size())).isEqualTo(lines);
      assertThat(sub.told().status()).isZero();
      assertThat(sub.err()).isEqualTo("subscribed\n");
    }
    assertCounted("logs:sshd:info", lines.size());
  }

  @Test
  void subsInAGroupShareWhatPubSends() {
    try (Program first = server.client("sub", "jobs:*", "--group", "g").saying("subscribed");
        Program second = server.client("sub", "jobs:*", "--group", "g").saying("subscribed");
        Program pub = server.client("pub", "jobs:a", "-")) {
      pub.given("1\n2\n3\n4");
      assertThat(pub.status()).isZero();
      // One that is behind for a moment is passed over.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> (first.out() + second.out()).lines().count() == 4);

      assertThat((first.out() + second.out()).lines())
          .containsExactlyInAnyOrder("1", "2", "3", "4");
      assertThat(first.told().status() + second.told().status()).isZero();
    }
  }

  @Test
  void aRequestThatNobodyAnswersFailsWithACode() {
    try (Program alone = server.client("request", "nobody:here", "hello");
        Program sub = server.client("sub", "silent").saying("subscribed");
        Program late = server.client("request", "silent", "hello", "--timeout", "100ms")) {
      assertThat(alone.status()).isEqualTo(1);
      assertThat(alone.err()).startsWith("NO_RESPONDER: ").hasLineCount(1);
      assertThat(late.status()).isEqualTo(1);
      assertThat(late.err()).startsWith("REQUEST_TIMEOUT: ").hasLineCount(1);
      assertThat(sub.lines(1)).containsExactly("hello");
      assertThat(alone.out() + late.out()).isEmpty();
    }
  }

  private static void assertCounted(String topic, int messages) {
    try (Program topics = server.client("topics");
        Program stats = server.client("stats")) {
      assertThat(topics.status()).isZero();
      assertThat(topics.out()).containsPattern(topic + " +" + messages + " ");
      assertThat(stats.status()).isZero();
      int published =
          stats
              .out()
              .lines()
              .filter(line -> line.startsWith("messages.published "))
              .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
              .sum();
      assertThat(published).isGreaterThanOrEqualTo(messages);
      assertThat(stats.out()).containsPattern("messages.dropped +0\n");
    }
  }

  @Test
  void aMessageMayBeAnArgumentAndSentManyTimes() {
    try (Program sub = server.client("sub", "room:*", "--json").saying("subscribed");
        Program pub = server.client("pub", "room:1", "@hello", "--count", "3")) {
      assertThat(pub.status()).isZero();
      assertThat(sub.lines(3))
          .allSatisfy(
              line ->
                  assertThat(line)
                      .startsWith("{\"topic\":\"room:1\",\"type\":\"event\",\"id\":\"")
                      .contains("\"message\":\"@hello\",\"ts\":"));
      assertThat(sub.told().status()).isZero();
    }
  }

  @Test
  void anInputWithoutEndIsPublishedLineByLine() {
    String input =
        IntStream.range(0, 500).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    try (Program sub = server.client("sub", "numbers").saying("subscribed");
        Program pub = server.client("pub", "numbers", "--rate", "100000", "--count", "100")) {
      pub.given(input);

      assertThat(pub.status()).isZero();
      assertThat(sub.lines(100)).hasSize(100).endsWith("99");
    }
  }

  @Test
  void publishingToAPatternIsRefusedWithACode() {
    try (Program pub = server.client("pub", "room:*", "hello")) {
      assertThat(pub.status()).isEqualTo(1);
      assertThat(pub.err()).startsWith("BAD_REQUEST: ").hasLineCount(1);
    }
  }

  @Test
  void aBrokenPatternIsRefusedWithACode() {
    try (Program sub = server.client("sub", "a::b")) {
      assertThat(sub.status()).isEqualTo(1);
      assertThat(sub.err()).matches("[A-Z_]+: .*\n");
    }
  }

  @Test
  void healthIsGood() {
    try (Program health = server.client("health");
        Program json = server.client("health", "--json")) {
      assertThat(health.status()).isZero();
      assertThat(health.out()).containsPattern("status +healthy\n");
      assertThat(health.err()).isEmpty();
      assertThat(json.status()).isZero();
      assertThat(json.out()).startsWith("{").contains("\"status\":\"healthy\"").hasLineCount(1);
    }
  }
}
