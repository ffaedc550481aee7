package dev.pubsub.spi.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GaugeTest {

  @Test
  void itIsContributedByItsName() {
    Gauge open = new Gauge("connections.open", "Those that are open", () -> 3);
    assertThat(open.value().getAsLong()).isEqualTo(3);
    assertThat(Contributions.builder().gauge(open).build().gauges()).containsExactly(open);
  }

  @Test
  void whatOnlyGoesUpHasATag() {
    Gauge refused = Gauge.counter("refused", "Those that were not let in", "code", "FULL", () -> 3);
    assertThat(refused.counter()).isTrue();
    assertThat(refused.tags()).isEqualTo(Map.of("code", "FULL"));
    assertThatThrownBy(() -> Gauge.counter("refused", "any", "The Code", "FULL", () -> 0))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
  }

  @Test
  void oneThatCannotHaveItsNameIsRefused() {
    for (String name :
        List.of("", "Upper", "with space", ".a", "a.", "a..b", "1", "x".repeat(65))) {
      assertThatThrownBy(() -> new Gauge(name, "any", () -> 0))
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    }
  }
}
