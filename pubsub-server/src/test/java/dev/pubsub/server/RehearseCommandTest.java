package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RehearseCommandTest {

  private final CommandLineRun run = new CommandLineRun();

  @Test
  void everythingThatIsRehearsedSucceedsAndSaysNothing() {
    assertThat(run.execute("rehearse")).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void itIsNotAmongTheCommandsThatHelpLists() {
    assertThat(run.execute("--help")).isZero();
    assertThat(run.out()).contains("serve").doesNotContain("rehearse");
  }
}
