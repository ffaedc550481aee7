package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SlowSubscribersTest {

  private static Subscription slow(ManualNode on, String topic, int waiting) {
    Subscription slow =
        on.pubsub.bus().subscribe(topic, SubscribeOptions.DEFAULT.withCapacity(100), any -> {});
    slow.pause();
    for (int i = 0; i < waiting; i++) {
      on.pubsub.bus().publish(topic, i);
    }
    return slow;
  }

  @Test
  void theFurthestBehindIsToldFirst() throws Exception {
    try (ManualNode on = new ManualNode(Map.of())) {
      slow(on, "near", 10);
      Subscription far = slow(on, "far", 200);
      on.pubsub.bus().subscribe("far", any -> {});
      on.time.advance(Duration.ofMinutes(1));

      JsonNode slow = new ObjectMapper().readTree(on.text("GET", Map.of())).get("slow_subscribers");
      assertThat(slow.findValuesAsText("pattern")).startsWith("far").endsWith("near");
      JsonNode first = slow.get(0);
      assertThat(first.get("id").asLong()).isEqualTo(far.id());
      assertThat(first.get("capacity").asInt()).isEqualTo(100);
      assertThat(first.get("waiting").asLong() + first.get("dropped").asLong()).isEqualTo(200);
      assertThat(on.text("GET", Map.of("format", "md")))
          .contains("| near | ", " | 10 | 100 | 0 | ");
    }
  }

  @Test
  void ofVeryManySomeAreTold() throws Exception {
    try (ManualNode on = new ManualNode(Map.of())) {
      for (int i = 0; i < 50; i++) {
        slow(on, "t" + i, i + 1);
      }
      on.time.advance(Duration.ofMinutes(1));
      JsonNode slow = new ObjectMapper().readTree(on.text("GET", Map.of())).get("slow_subscribers");
      assertThat(slow).hasSize(20);
      assertThat(slow.get(0).get("pattern").asText()).isEqualTo("t49");
      assertThat(slow.get(19).get("pattern").asText()).isEqualTo("t30");
    }
  }
}
