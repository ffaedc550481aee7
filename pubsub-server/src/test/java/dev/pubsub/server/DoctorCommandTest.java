package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorCommandTest {

  private final CommandLineRun run = new CommandLineRun();

  @Test
  void whatIsWellIsALineEachAndTheStatusIsZero() {
    assertThat(run.execute("doctor", "--port", "0")).isZero();
    assertThat(run.out().lines())
        .allMatch(line -> line.matches("(ok|skipped|warning) +[a-z]+ +.+"))
        .anyMatch(line -> line.startsWith("ok       jvm       JDK "))
        .anyMatch(line -> line.startsWith("ok       plugins   'ws' "))
        .anyMatch(line -> line.startsWith("ok       settings  1 of "))
        .anyMatch(line -> line.startsWith("ok       address   127.0.0.1:0 is free"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aProblemSaysWhatToDoAndTheStatusIsOne() {
    assertThat(run.execute("doctor", "--port", "0", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(run.out().lines())
        .filteredOn(line -> line.startsWith("problem"))
        .containsExactly(
            "problem  server    nothing answers at http://127.0.0.1:1: start it by ./pubsub serve");
  }

  @Test
  void settingsThatCannotBeReadLeaveOutWhatTheyAreAbout() {
    CommandLineRun wrong = new CommandLineRun(Map.of("PORT", "http"));

    assertThat(wrong.execute("doctor", "--json")).isEqualTo(1);
    assertThat(wrong.out())
        .hasLineCount(1)
        .endsWith(",\"well\":false}\n".substring(1))
        .contains(
            "{\"check\":\"settings\",\"outcome\":\"problem\",\"message\":\"environment PORT: ",
            "\"advice\":\"see docs/settings.md\"}")
        .doesNotContain("\"check\":\"address\"");
  }
}
