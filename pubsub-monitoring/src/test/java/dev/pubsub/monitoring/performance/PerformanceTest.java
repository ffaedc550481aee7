package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.EndpointResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How fast buses were, asked of an open assembly on time moved by hand. */
final class PerformanceTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ManualNode on = new ManualNode(Map.of("pubsub.buses", "orders"));

  @AfterEach
  void close() {
    on.close();
  }

  private JsonNode ask(String bus, Map<String, String> query) throws IOException {
    return new ObjectMapper().readTree(on.ask("GET", bus, query, Map.of()).body());
  }

  private void publish(int count) {
    IntStream.range(0, count).forEach(i -> on.pubsub.bus().publish("a", i));
    on.settle();
  }

  @Test
  void throughputIsToldBySecondOverTheTimeThatIsAskedFor() throws Exception {
    on.pubsub.bus().subscribe("a", delivery -> {});
    on.pubsub.bus().subscribe("*", delivery -> {});
    for (int count : new int[] {600, 100, 200, 300, 400, 500, 600}) {
      publish(count);
      on.time.advance(INTERVAL);
    }

    JsonNode told = ask("default", Map.of("minutes", "1"));
    assertThat(told.path("intervals").intValue()).isEqualTo(6);
    assertThat(told.path("published").longValue()).isEqualTo(2100);
    assertThat(told.path("delivered").longValue()).isEqualTo(4200);
    JsonNode published = told.path("figures").path("published");
    assertThat(published.path("mean").doubleValue()).isEqualTo(35);
    assertThat(published.path("least").doubleValue()).isEqualTo(10);
    assertThat(published.path("most").doubleValue()).isEqualTo(60);
    assertThat(published.path("per_minute").doubleValue()).isBetween(59.999, 60.001);
    assertThat(published.path("trend").textValue()).isEqualTo("rising");
    assertThat(told.path("head_room").path("most_delivered_per_second").doubleValue())
        .isEqualTo(120);
    assertThat(told.path("head_room").path("used").doubleValue()).isBetween(0.583, 0.584);
    assertThat(ask("orders", Map.of()).path("published").longValue()).isZero();
    assertThat(ask("default", Map.of()).path("intervals").intValue()).isEqualTo(7);
  }

  @Test
  void lossesAreToldByReasonAndRefusalsByCodeAndQueuesAsLongAsTheyAre() throws Exception {
    on.pubsub
        .bus()
        .subscribe("a", SubscribeOptions.DEFAULT.withCapacity(10), delivery -> {})
        .pause();
    IntStream.range(0, 20).forEach(i -> on.pubsub.bus().publish("a", i));
    on.pubsub.bus().publish("a::b", 1);
    await().until(() -> on.pubsub.bus().stats().droppedTotal() == 12);
    on.time.advance(INTERVAL);

    JsonNode told = ask("default", Map.of());
    assertThat(told.path("dropped").toString())
        .isEqualTo("[{\"reason\":\"overflow\",\"count\":12,\"share\":1.0}]");
    assertThat(told.path("refused").toString())
        .isEqualTo("[{\"code\":\"BAD_TOPIC\",\"count\":1,\"share\":1.0}]");
    assertThat(told.path("figures").path("queue_depth").path("most").intValue()).isEqualTo(8);
    assertThat(told.path("figures").path("dropped").path("mean").doubleValue()).isEqualTo(1.2);
    assertThat(told.path("figures").has("processing_p99")).as("no call was timed").isFalse();
  }

  @Test
  void asManyIntervalsAreKeptAsAreToBe() {
    try (ManualNode brief =
        new ManualNode(
            Map.of(
                "pubsub.plugin.monitoring.performance.interval", "30s",
                "pubsub.plugin.monitoring.performance.keep", "2m"))) {
      brief.time.advance(Duration.ofMinutes(10));
      String text = brief.text("GET", Map.of("format", "text", "minutes", "1440"));
      assertThat(text).contains("2030-01-01T00:08:00Z to 2030-01-01T00:10:00Z; intervals: 4.");
    }
  }

  @Test
  void itComesInTheFormatThatIsWanted() {
    publish(10);
    on.time.advance(INTERVAL);

    assertThat(type(Map.of(), Map.of())).startsWith("application/json");
    assertThat(type(Map.of(), Map.of("Accept", "text/html,application/json;q=0.9")))
        .startsWith("text/html");
    assertThat(type(Map.of(), Map.of("Accept", "image/png, text/plain"))).startsWith("text/plain");
    assertThat(type(Map.of("format", "md"), Map.of("Accept", "text/html")))
        .startsWith("text/markdown");
    assertThat(on.text("GET", Map.of("format", "text")))
        .startsWith("Performance of the bus default on the node n1\n")
        .containsPattern("(?m)^published \\(1/s\\) +1.00 +1.00 +1.00 +0.00 +steady$");
    assertThat(on.text("GET", Map.of("format", "md")))
        .contains("| published (1/s) | 1.00 | 1.00 | 1.00 | 0.00 | steady |");
    assertThat(on.text("GET", Map.of("format", "html")))
        .contains("<td>published (1/s)</td><td>1.00</td>", "<polyline points=\"800.0,0.0 \"/>")
        .doesNotContain("http", "<script", "src=");
  }

  private String type(Map<String, String> query, Map<String, String> headers) {
    EndpointResponse answer = on.ask("GET", "default", query, headers);
    assertThat(answer.status()).isEqualTo(200);
    return answer.headers().getOrDefault("Content-Type", "");
  }

  @Test
  void whatCannotBeIsRefusedWithASentence() {
    on.time.advance(INTERVAL);
    for (String minutes : List.of("0", "1441", "-1", "x", "", "99999999999", "1.5")) {
      refused(Map.of("minutes", minutes), "BAD_OPTION", "from 1 to 1440");
    }
    refused(Map.of("format", "pdf"), "BAD_OPTION", "json, text, md or html");
  }

  @Test
  void beforeTheFirstSampleThereIsNothingToTell() {
    refused(Map.of(), "TOO_FEW_SAMPLES", "every 10 s");
  }

  private void refused(Map<String, String> query, String code, String sentence) {
    assertThatThrownBy(() -> on.ask("GET", "default", query, Map.of()))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code().name()).isEqualTo(code))
        .hasMessageContaining(sentence);
  }

  @Test
  void nothingIsScheduledAnyMoreOnceItIsClosed() {
    on.close();
    on.time.advance(Duration.ofMinutes(1));
    assertThat(on.time.pending()).isZero();
  }

  @Test
  void spansThatCannotBeAreRefusedAtStart() {
    assertThatThrownBy(
            () -> new ManualNode(Map.of("pubsub.plugin.monitoring.performance.interval", "10ms")))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("from 1s to 1d");
  }
}
