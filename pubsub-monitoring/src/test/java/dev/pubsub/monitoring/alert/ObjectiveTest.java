package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectiveTest {

  @Test
  void severalAreReadWithBlanksAnywhereBetweenTheirWords() {
    assertThat(
            Objective.parse(
                " default  deliveries 99.9 ,audit publishes 99.99,default processing 50ms 99"))
        .containsExactly(
            new Objective(
                "default", Objective.Of.DELIVERIES, Duration.ZERO, 99.9, "deliveries 99.9"),
            new Objective("audit", Objective.Of.PUBLISHES, Duration.ZERO, 99.99, "publishes 99.99"),
            new Objective(
                "default",
                Objective.Of.PROCESSING,
                Duration.ofMillis(50),
                99,
                "processing 50ms 99"));
    assertThat(Objective.parse(" ")).isEmpty();
  }

  @Test
  void whatIsLeftToAHundredMayBeBad() {
    assertThat(Objective.parse("default deliveries 99.9").get(0).allowed())
        .isCloseTo(0.001, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "default, it is not of that form",
    "default deliveries, it is not of that form",
    "default deliveries 50ms 99, it is not of that form",
    "default processing 99, it is not of that form",
    "default wishes 99, it is not of that form",
    "default DELIVERIES 99, it is not of that form",
    "default deliveries 100, '100' is no number",
    "default deliveries 94.9, '94.9' is no number",
    "default deliveries 99.9%, '99.9%' is no number",
    "default processing soon 99, 'soon' is no span",
    "default processing 0s 99, takes some time"
  })
  void whatCannotBeMeantIsRefusedWithAnExample(String text, String why) {
    assertThatThrownBy(() -> Objective.parse("default publishes 99," + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("default deliveries 99.9");
  }
}
