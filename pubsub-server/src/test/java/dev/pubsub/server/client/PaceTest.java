package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static JsonNode stats(int second, int published, Map<String, Integer> topics) {
    StringBuilder details = new StringBuilder();
    new TreeMap<>(topics)
        .forEach(
            (name, count) ->
                details
                    .append(details.isEmpty() ? "" : ",")
                    .append(
                        "{\"name\":\"%s\",\"message_count\":%d,\"subscriber_count\":1}"
                            .formatted(name, count)));
    return Json.read(
        """
        {"system":{"timestamp":"2026-01-01T00:00:%02dZ"},
         "messages":{"published":%d,"delivered":0,"dropped":0,"rejected":0},
         "performance":{"queue_depth_max":3,"queue_depth_p99":1,"processing_ms_p99":0.5},
         "topics":{"details":[%s]}}"""
            .formatted(second, published, details));
  }

  @Test
  void figuresAreThoseOfTheTimeBetween() {
    Pace pace =
        new Pace(stats(1, 100, Map.of("a", 60, "b", 40)), stats(3, 150, Map.of("a", 70, "b", 80)));
    assertThat(pace.show(10))
        .isEqualTo(
            """
                       PER SECOND  SINCE THE START
            published          25              150
            delivered           0                0
            dropped             0                0
            rejected            0                0
            waiting 3 at most, 1 without the worst hundredth; p99 of handling 0.5 ms

            TOPIC  PER SECOND  MESSAGES  SUBSCRIBERS
            b              20        80            1
            a               5        70            1""");
  }

  @Test
  void onlySoManyTopicsAreShownThoseOfOneRateByTheirNames() {
    Map<String, Integer> none = Map.of("c", 1, "a", 1, "b", 1);
    String shown = new Pace(stats(1, 0, none), stats(2, 0, none)).show(2);
    assertThat(shown.lines().skip(8))
        .extracting(line -> line.substring(0, 1))
        .containsExactly("a", "b");
  }

  @Test
  void aTopicThatIsNewOrWasMadeAnewHasWhatItHas() {
    String shown =
        new Pace(stats(1, 0, Map.of("anew", 50)), stats(2, 0, Map.of("anew", 5, "new", 7))).show(2);
    assertThat(shown).containsPattern("new +7 +7").containsPattern("anew +0 +5");
  }

  @Test
  void withoutTimeBetweenThereIsNoRate() {
    JsonNode same = stats(1, 5, Map.of());
    assertThat(new Pace(same, same).show(1)).containsPattern("published +5");
  }
}
