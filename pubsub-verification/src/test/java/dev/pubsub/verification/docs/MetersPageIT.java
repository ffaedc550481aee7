package dev.pubsub.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.core.PubSub;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.ws.WsPlugin;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page names all meters, and the dashboard asks for none that there is not. */
final class MetersPageIT {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(pubsub[a-z0-9.]+)` \\| `(pubsub_\\w+)` \\|");
  private static final Pattern NAME = Pattern.compile("\\bpubsub_\\w+");

  /** What an open bus has, with one refusal, and what other plugins have. */
  private static Set<String> meters() {
    try (PubSub pubsub =
        PubSub.builder()
            .discover(false)
            .plugin(new MonitoringPlugin())
            .plugin(new WsPlugin())
            .set("pubsub.plugin.ws.port", "0")
            .open()) {
      pubsub.bus().publish("a::b", 1);
      MeterRegistry meters = pubsub.bus().extension(MeterRegistry.class).orElseThrow();
      return meters.getMeters().stream()
          .map(Meter::getId)
          .map(Meter.Id::getName)
          .filter(name -> name.startsWith("pubsub."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> onThePage(int column) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(DOCS.resolve("monitoring.md")));
    while (row.find()) {
      names.add(row.group(column));
    }
    return names;
  }

  @Test
  void thePageHasEveryMeterAndNoOther() throws IOException {
    assertThat(onThePage(1)).isEqualTo(meters());
  }

  @Test
  void theDashboardAsksForMetersThatThereAre() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DOCS.resolve("grafana.json").toFile());
    Set<String> asked = new TreeSet<>();
    for (JsonNode expression : dashboard.findValues("expr")) {
      Matcher name = NAME.matcher(expression.asText());
      while (name.find()) {
        asked.add(name.group());
      }
    }
    assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(onThePage(2));
  }
}
