package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void theFirstColumnStandsToTheLeftAndTheOthersToTheRight() {
    Table table = new Table().row("TOPIC", "MESSAGES").row("röm:1", "7").row("a", "123456789");

    assertThat(table)
        .hasToString(
            """
            TOPIC   MESSAGES
            röm:1          7
            a      123456789""");
  }

  @Test
  void rowsMayBeShorterThanOthers() {
    assertThat(new Table().row("a").row("b", "c")).hasToString("a\nb  c");
    assertThat(new Table()).hasToString("");
  }
}
