package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WebhookBodyTest {

  private static final WebhookBody PAGERDUTY = new WebhookBody(WebhookFormat.PAGERDUTY, "r0ut1ng");

  private static JsonNode read(WebhookBody body, Alert alert) throws IOException {
    return new ObjectMapper().readTree(body.of(alert));
  }

  private static String key(Alert alert) throws IOException {
    return read(PAGERDUTY, alert).get("dedup_key").asText();
  }

  @Test
  void asJsonItHasTheFieldsOfTheAlert() throws Exception {
    WebhookBody json = new WebhookBody(WebhookFormat.JSON, "");
    Alert alert = Alarm.of("orders");
    assertThat(read(json, alert)).isEqualTo(new ObjectMapper().valueToTree(alert.fields()));
    assertThat(read(json, alert).get("state").asText()).isEqualTo("firing");
    assertThat(read(json, alert.over()).get("state").asText()).isEqualTo("cleared");
  }

  @Test
  void anEventOfPagerdutyTriggersAndResolvesTheSameIncident() throws Exception {
    JsonNode begin = read(PAGERDUTY, Alarm.of("orders"));
    assertThat(begin.get("routing_key").asText()).isEqualTo("r0ut1ng");
    assertThat(begin.get("event_action").asText()).isEqualTo("trigger");
    assertThat(begin.get("dedup_key").asText()).isEqualTo("pubsub/n1/queue_depth/orders/");
    assertThat(begin.at("/payload/summary").asText()).startsWith("20 signals wait");
    assertThat(begin.at("/payload/source").asText()).isEqualTo("n1");
    assertThat(begin.at("/payload/severity").asText()).isEqualTo("warning");
    assertThat(begin.at("/payload/timestamp").asText()).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(begin.at("/payload/component").asText()).isEqualTo("orders");
    assertThat(begin.at("/payload/class").asText()).isEqualTo("queue_depth");
    assertThat(begin.at("/payload/custom_details/value").asDouble()).isEqualTo(20);

    JsonNode end = read(PAGERDUTY, Alarm.of("orders").over());
    assertThat(end.get("event_action").asText()).isEqualTo("resolve");
    assertThat(end.get("dedup_key")).isEqualTo(begin.get("dedup_key"));
  }

  @Test
  void anotherCauseIsAnotherIncidentHoweverLongItsName() throws Exception {
    String name = "x".repeat(255);
    String one = key(Alarm.of(new Cause(Rule.SUBSCRIBER_GONE, "orders", name + "1")));
    String other = key(Alarm.of(new Cause(Rule.SUBSCRIBER_GONE, "orders", name + "2")));
    assertThat(one).hasSizeLessThanOrEqualTo(255).isNotEqualTo(other);
    assertThat(key(Alarm.of("a"))).isNotEqualTo(key(Alarm.of("b")));
  }

  @Test
  void allNodesThatMissAnotherTellTheSameIncident() throws Exception {
    assertThat(key(Alarm.of(new Cause(Rule.INSTANCE_DOWN, "", "n2"))))
        .isEqualTo("pubsub//instance_down//n2");
  }
}
