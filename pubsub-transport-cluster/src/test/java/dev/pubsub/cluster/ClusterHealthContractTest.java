package dev.pubsub.cluster;

import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.HealthCheckContract;
import java.util.Map;

/** What the health check of a node promises. */
final class ClusterHealthContractTest extends HealthCheckContract {

  @Override
  protected Plugin plugin() {
    return new ClusterPlugin();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("enabled", "true");
  }
}
