package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which topics are told of as hot. */
final class HotTopicsTest {

  private static void publish(ManualNode on, String topic, int count) {
    IntStream.range(0, count).forEach(i -> on.pubsub.bus().publish(topic, i));
  }

  private static String hot(ManualNode on) throws Exception {
    return new ObjectMapper().readTree(on.text("GET", Map.of())).path("hot_topics").toString();
  }

  @Test
  void theHottestAreToldFirstForOneToTwoSpansOfWhatIsKept() throws Exception {
    try (ManualNode on =
        new ManualNode(
            Map.of(
                "pubsub.plugin.monitoring.performance.keep", "1m",
                "pubsub.plugin.monitoring.performance.hot-topics", "10"))) {
      publish(on, "cold", 3);
      publish(on, "hot", 30);
      on.pubsub.bus().publish("a::b", 1);
      on.time.advance(Duration.ofMinutes(1));
      publish(on, "hot", 1);
      assertThat(hot(on))
          .isEqualTo(
              "[{\"topic\":\"hot\",\"at_least\":31,\"at_most\":31},"
                  + "{\"topic\":\"cold\",\"at_least\":3,\"at_most\":3}]");
      assertThat(on.text("GET", Map.of("format", "md"))).contains("| hot | 31 | 31 |");
      on.time.advance(Duration.ofMinutes(1));
      assertThat(hot(on)).isEqualTo("[{\"topic\":\"hot\",\"at_least\":1,\"at_most\":1}]");
    }
  }

  @Test
  void nobodyCountsWhereThatIsNotWanted() throws Exception {
    try (ManualNode on = new ManualNode(Map.of())) {
      publish(on, "hot", 30);
      on.time.advance(Duration.ofMinutes(1));
      assertThat(hot(on)).isEqualTo("[]");
    }
  }
}
