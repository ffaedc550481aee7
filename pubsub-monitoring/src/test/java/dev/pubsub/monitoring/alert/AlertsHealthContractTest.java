package dev.pubsub.monitoring.alert;

import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.HealthCheckContract;

/** What the health check of alerts promises. */
final class AlertsHealthContractTest extends HealthCheckContract {

  @Override
  protected Plugin plugin() {
    return new MonitoringPlugin();
  }
}
