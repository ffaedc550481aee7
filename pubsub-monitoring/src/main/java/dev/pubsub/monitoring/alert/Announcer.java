package dev.pubsub.monitoring.alert;

import dev.pubsub.spi.edge.Gateway;
import java.util.Optional;

/** Tells the bus {@code alerts}, where it runs, and the webhook, where there is one. */
final class Announcer {

  private static final String BUS = "alerts";

  private final Optional<Webhook> webhook;
  private final WebhookEvents wanted;

  /**
   * Tells nothing yet.
   *
   * @param wanted what of it is for the webhook
   */
  Announcer(Optional<Webhook> webhook, WebhookEvents wanted) {
    this.webhook = webhook;
    this.wanted = wanted;
  }

  void tell(Alert alert, Gateway gateway) {
    if (wanted == WebhookEvents.ALERTS) {
      webhook.ifPresent(there -> there.tell(alert));
    }
    String type = alert.firing() ? "alert_firing" : "alert_cleared";
    gateway.tell(BUS, "system_alerts:" + alert.severity().word(), type, alert.fields());
  }

  void tell(Incident incident, Gateway gateway) {
    if (wanted == WebhookEvents.INCIDENTS) {
      webhook.ifPresent(there -> there.tell(incident));
    }
    gateway.tell(
        BUS,
        "incident_alerts:" + incident.severity().word(),
        "incident_" + incident.word(),
        incident.fields());
  }
}
