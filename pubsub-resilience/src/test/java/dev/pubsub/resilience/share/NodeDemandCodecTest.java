package dev.pubsub.resilience.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeDemandCodecTest {

  private final NodeDemandCodec codec = new NodeDemandCodec();

  @Test
  void whatIsWrittenIsRead() {
    NodeDemand demand =
        new NodeDemand(
            Map.of("orders", 12.5, "joins", 0.0), -7_000_000_000L, Map.of("node-2", 5L), true);

    assertThat(codec.read(codec.write(demand))).isEqualTo(demand);
    assertThat(codec.readKey(codec.writeKey("node-1"))).isEqualTo("node-1");
  }

  @Test
  void numbersMayBeOfAnotherType() {
    assertThat(codec.read(List.of(Map.of("orders", 12), 7, Map.of("node-2", 5), false)))
        .isEqualTo(new NodeDemand(Map.of("orders", 12.0), 7, Map.of("node-2", 5L), false));
  }

  @Test
  void whatNobodyCanWantIsRefused() {
    for (double wrong : List.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThatThrownBy(() -> codec.read(List.of(Map.of("orders", wrong), 7, Map.of(), false)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
