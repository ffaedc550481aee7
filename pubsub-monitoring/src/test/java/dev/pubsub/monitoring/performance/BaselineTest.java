package dev.pubsub.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved as a baseline, and what is told when a bus gets worse. */
final class BaselineTest {

  private static final String SETTING = "pubsub.plugin.monitoring.performance.baseline";

  @TempDir private Path folder;

  private ManualNode open() {
    return new ManualNode(
        Map.of("pubsub.buses", "alerts", SETTING, folder.resolve("baseline.json").toString()));
  }

  /** So many signals in each of so many intervals. */
  private static void publish(ManualNode on, int intervals, int signals) {
    for (int i = 0; i < intervals; i++) {
      IntStream.range(0, signals).forEach(j -> on.pubsub.bus().publish("a", j));
      on.settle();
      on.time.advance(Duration.ofSeconds(10));
    }
  }

  private static List<Signal> regressions(RecordingSubscriber alerts, ManualNode on) {
    on.settle();
    return alerts.signals().stream()
        .filter(signal -> signal.type().equals("system.performance.alert"))
        // How long calls take is measured, whatever time it is.
        .filter(signal -> signal.payload().toString().contains("figure=delivered"))
        .toList();
  }

  @Test
  @SuppressWarnings("unchecked") // that is what is told
  void aRegressionIsToldOnceAndAgainOnlyAfterItWasFine() {
    try (ManualNode on = open()) {
      RecordingSubscriber alerts = new RecordingSubscriber();
      on.pubsub.bus("alerts").subscribe("**", alerts);
      on.pubsub.bus().subscribe("a", delivery -> {});
      publish(on, 30, 100);
      on.text("POST", Map.of("minutes", "10"));
      publish(on, 60, 98);
      assertThat(regressions(alerts, on)).isEmpty();

      publish(on, 60, 80);
      assertThat(regressions(alerts, on)).hasSize(1);
      Signal told = regressions(alerts, on).get(0);
      assertThat(told.topic()).isEqualTo("system_alerts:warning");
      Map<String, Object> fields = (Map<String, Object>) told.payload();
      assertThat(fields)
          .containsEntry("severity", "warning")
          .containsEntry("bus", "default")
          .hasEntrySatisfying(
              "message",
              message ->
                  assertThat((String) message)
                      .matches("delivered \\(1/s\\) is .* and was 10.00 in the baseline. If .*"));
      assertThat((Map<String, Object>) fields.get("metadata"))
          .containsEntry("figure", "delivered")
          .containsEntry("baseline", 10.0);

      publish(on, 40, 93);
      publish(on, 40, 80);
      assertThat(regressions(alerts, on)).as("it was not fine in between").hasSize(1);
      publish(on, 40, 100);
      publish(on, 40, 80);
      assertThat(regressions(alerts, on)).hasSize(2);
    }
  }

  @Test
  void whatWasSavedIsComparedWithAfterANewStart() throws Exception {
    try (ManualNode on = open()) {
      on.pubsub.bus().subscribe("a", delivery -> {});
      publish(on, 35, 50);
      JsonNode saved = new ObjectMapper().readTree(on.text("POST", Map.of()));
      assertThat(saved.path("baseline").path("saved_at").textValue())
          .isEqualTo("2030-01-01T00:05:50Z");
      assertThat(on.text("GET", Map.of("format", "text"))).contains("as before or better");
    }
    try (ManualNode on = open()) {
      on.pubsub.bus().subscribe("a", delivery -> {});
      publish(on, 35, 20);
      JsonNode compared =
          new ObjectMapper().readTree(on.text("GET", Map.of())).path("baseline").path("compared");
      assertThat(compared.path("delivered").toString())
          .startsWith("{\"before\":5.0,\"now\":2.0,\"deviate\":-")
          .endsWith(",\"regressed\":true}");
      assertThat(compared.path("dropped").path("regressed").booleanValue()).isFalse();
      assertThat(on.text("GET", Map.of("format", "md"))).containsPattern("delivered .* worse");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("baseline.json"));
    }
  }

  @Test
  void aBaselineOfAFewIntervalsIsRefused() {
    try (ManualNode on = open()) {
      publish(on, 29, 1);
      refused(on, "TOO_FEW_SAMPLES", "30 intervals at least, and there are 29");
    }
  }

  @Test
  void withoutAFileNothingIsSaved() {
    try (ManualNode on = new ManualNode(Map.of())) {
      publish(on, 30, 1);
      refused(on, "NO_BASELINE", SETTING);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldAndTheBaselineStaysAsItWas() {
    Path nowhere = folder.resolve("missing").resolve("baseline.json");
    try (ManualNode on = new ManualNode(Map.of(SETTING, nowhere.toString()))) {
      publish(on, 30, 1);
      refused(on, "BAD_BASELINE", "cannot be written");
      assertThat(on.text("GET", Map.of())).doesNotContain("baseline");
    }
  }

  private static void refused(ManualNode on, String code, String sentence) {
    assertThatThrownBy(() -> on.text("POST", Map.of()))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code().name()).isEqualTo(code))
        .hasMessageContaining(sentence);
  }

  @Test
  void aFileThatIsNoneKeepsThePluginFromStarting() throws Exception {
    for (String wrong :
        List.of(
            "",
            "no json",
            "[]",
            "{\"buses\":7}",
            "{\"buses\":{\"default\":{\"saved_at\":\"today\"}}}",
            "{\"buses\":{\"default\":{\"saved_at\":\"2030-01-01T00:00:00Z\","
                + "\"delivered\":[1,\"2\"]}}}")) {
      Files.writeString(folder.resolve("baseline.json"), wrong);
      assertThatThrownBy(this::open)
          .as(wrong)
          .isInstanceOf(PubSubException.class)
          .hasMessageContaining("is no file of baselines");
    }
  }
}
