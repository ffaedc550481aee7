package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {

  private final CommandLineRun run = new CommandLineRun();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "top now",
        "top --interval soon",
        "bench now",
        "bench --pubs 0",
        "bench --subs 501",
        "bench --size 24",
        "bench --count 0",
        "bench --topic",
        "doctor now",
        "doctor --url 127.0.0.1",
        "doctor --port 65536",
        "request a",
        "request a b c",
        "request a b --timeout soon",
        "request a b --header h",
        "pub a b --header h",
        "trace",
        "dlq",
        "dlq list now",
        "dlq show x",
        "dlq redrive",
        "dlq redrive 1 --topic t",
        "dlq purge 1 --all",
        "replay t",
        "set k",
        "set k v w",
        "serve --config",
        "serve --config f --preset",
        "serve --node",
        "serve --cluster c",
        "serve --port many",
        "serve --port 65536",
        "serve --port -1",
        "pub",
        "pub t m more",
        "pub t m --bus B",
        "pub t m --token-file f",
        "pub t m --rate 0",
        "pub t m --rate NaN",
        "pub t m --count 0",
        "sub",
        "sub t --selector",
        "sub t --filter",
        "topics --bus a/b",
        "sub t --bus",
        "stats now",
        "health --url ftp://x",
        "health --url http://",
        "health --url http://x:4000?a=b",
        "health --url :",
        "health --url http://localhost:1 --port 2",
      })
  void wrongUseIsTwoAndOneSentence(String command) {
    assertThat(run.execute(command.isEmpty() ? new String[0] : command.split(" "))).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("BAD_USAGE: ").hasLineCount(1);
  }

  @Test
  void whereNobodyListensTheSentenceSaysSo() {
    assertThat(run.execute("health", "--port", "1")).isEqualTo(1);
    assertThat(run.err())
        .startsWith("UNREACHABLE: nothing answers at http://127.0.0.1:1")
        .contains("./pubsub serve")
        .hasLineCount(1);
  }

  @Test
  void debugAddsTheStackTrace() {
    assertThat(run.execute("sub", "t", "--port", "1", "--debug")).isEqualTo(1);
    assertThat(run.err()).startsWith("UNREACHABLE: ").contains("\tat dev.pubsub.server.client.");
  }

  @Test
  void commandsBelowACommandKnowDebugToo() {
    assertThat(run.execute("dlq", "list", "--port", "1", "--debug")).isEqualTo(1);
    assertThat(run.err()).startsWith("UNREACHABLE: ").contains("\tat dev.pubsub.server.client.");
  }

  @Test
  void debugMayStandBeforeTheCommand() {
    assertThat(run.execute("--debug", "dlq", "list", "--port", "1")).isEqualTo(1);
    assertThat(run.err()).startsWith("UNREACHABLE: ").contains("\tat dev.pubsub.server.client.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "pub",
        "request",
        "sub",
        "replay",
        "topics",
        "stats",
        "health",
        "cluster",
        "top",
        "bench",
        "trace",
        "set",
        "dlq",
        "dlq list",
        "dlq show",
        "dlq redrive",
        "dlq purge",
        "doctor"
      })
  void everyCommandExplainsItselfWhateverElseIsSaid(String command) {
    assertThat(run.execute((command + " --help").split(" "))).isZero();
    assertThat(run.execute((command + " -h --bogus").split(" "))).isZero();
    assertThat(run.out())
        .startsWith("Usage: pubsub " + command + " ")
        .contains("--debug", "-h, --help", "-V, --version");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theCommandThatIsWronglyUsedIsNamed() {
    assertThat(run.execute("dlq", "purge")).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "BAD_USAGE: Exactly one of these is required: ID | --all;"
                + " see './pubsub dlq purge --help'\n");
  }

  @Test
  void helpIsOnStandardOutput() {
    assertThat(run.execute("--help")).isZero();
    assertThat(run.out())
        .contains("serve", "pub", "request", "sub", "replay", "topics", "stats", "health", "dlq");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(run.execute("--version")).isZero();
    assertThat(run.out()).startsWith("pubsub ").hasLineCount(1);
  }
}
