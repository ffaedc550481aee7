package dev.pubsub.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuessTest {

  private static final List<String> KNOWN =
      List.of("pubsub.capacity", "pubsub.lanes", "pubsub.lane.capacity");

  @ParameterizedTest
  @CsvSource({
    "pubsub.capactiy, pubsub.capacity",
    "pubsub.capacities, pubsub.capacity",
    "pubsub.lane, pubsub.lanes",
    "pubsublanes, pubsub.lanes",
    "pubsub.lane-capacity, pubsub.lane.capacity",
    "ubsub.lan, pubsub.lanes",
  })
  void theNearestKeyIsGuessed(String typed, String meant) {
    assertThat(Guess.nearest(typed, KNOWN)).isEqualTo(", did you mean " + meant + "?");
  }

  @Test
  void whoeverLeavesTheMiddleOutIsShownTheWholeKey() {
    assertThat(Guess.nearest("pubsub.ws.port", List.of("pubsub.plugin.ws.port")))
        .isEqualTo(", did you mean pubsub.plugin.ws.port?");
    assertThat(Guess.nearest("PUBSUB_WS_PORT", List.of("PUBSUB_PLUGIN_WS_PORT")))
        .isEqualTo(", did you mean PUBSUB_PLUGIN_WS_PORT?");
  }

  @Test
  void nothingIsGuessedWhenNothingIsNear() {
    assertThat(Guess.nearest("pubsub.authorization", KNOWN)).isEmpty();
    assertThat(Guess.nearest("", KNOWN)).isEmpty();
    assertThat(Guess.nearest("pubsub.lanes", List.of())).isEmpty();
  }

  @Test
  void aKeyFourChangesAwayIsNearAndFiveAwayIsNot() {
    assertThat(Guess.nearest("keyabcd", List.of("key"))).isEqualTo(", did you mean key?");
    assertThat(Guess.nearest("keyabcde", List.of("key"))).isEmpty();
  }
}
