package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IncidentTest {

  private final Incidents incidents = new Incidents("n1", Duration.ofMinutes(1));
  private final Alert depth = Alarm.of("orders");
  private final Alert dead = Alarm.of(Cause.of(Rule.BUS_UNAVAILABLE, "orders"));

  private Incident look(int second, Alert... firing) {
    Duration passed = Duration.ofSeconds(second);
    return incidents
        .look(List.of(firing), passed.toNanos(), ManualTime.START.plus(passed))
        .orElseThrow();
  }

  @Test
  void itSaysWhatFiresTheWorstFirst() {
    Incident opened = look(0, depth);
    assertThat(opened.message()).startsWith("Alerts on the node 'n1': 1. 20 signals wait");

    Incident raised = look(5, depth, dead);
    assertThat(raised.message()).startsWith("Alerts on the node 'n1': 2. The bus 'orders' does");
    assertThat(raised.fields())
        .containsEntry("incident", "pubsub/n1/incident/2030-01-01T00:00:00Z")
        .containsEntry("state", "raised")
        .containsEntry("severity", "critical")
        .containsEntry("since", "2030-01-01T00:00:00Z")
        .containsEntry("alerts", List.of(dead.fields(), depth.fields()))
        .containsEntry("count", 2);
    assertThat(incidents.open()).contains(raised);
  }

  @Test
  void ofVeryManyAlertsSomeAreToldAndAllCounted() {
    Alert[] many = IntStream.range(0, 300).mapToObj(i -> Alarm.of("bus" + i)).toArray(Alert[]::new);
    assertThat(look(0, many).fields()).containsEntry("count", 300);
    assertThat((List<?>) incidents.open().orElseThrow().fields().get("alerts")).hasSize(20);
  }

  @Test
  void pagerdutyHasOneIncidentForAllOfIt() throws Exception {
    JsonNode opened = event(look(0, depth));
    JsonNode raised = event(look(5, depth, dead));
    incidents.look(List.of(), Duration.ofSeconds(6).toNanos(), ManualTime.START);
    JsonNode closed = event(look(66));

    assertThat(opened.get("event_action").asText()).isEqualTo("trigger");
    assertThat(opened.at("/payload/severity").asText()).isEqualTo("warning");
    assertThat(raised.get("event_action").asText()).isEqualTo("trigger");
    assertThat(raised.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(raised.at("/payload/class").asText()).isEqualTo("incident");
    assertThat(closed.get("event_action").asText()).isEqualTo("resolve");
    assertThat(closed.at("/payload/summary").asText()).startsWith("No alert fires");
    assertThat(List.of(raised.get("dedup_key"), closed.get("dedup_key")))
        .containsOnly(opened.get("dedup_key"));
  }

  private static JsonNode event(Incident incident) throws Exception {
    return new ObjectMapper()
        .readTree(new WebhookBody(WebhookFormat.PAGERDUTY, "r0ut1ng").of(incident));
  }
}
