package dev.pubsub.monitoring.performance;

import static org.awaitility.Awaitility.await;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.monitoring.MonitoringPlugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** An open assembly with the plugin, on time moved by hand. */
final class ManualNode implements AutoCloseable {

  final ManualTime time = new ManualTime();
  final PubSub pubsub;

  ManualNode(Map<String, String> settings) {
    var builder =
        PubSub.builder()
            .discover(false)
            .plugin(new MonitoringPlugin())
            .scheduler(time)
            .clock(time.clock())
            .set("pubsub.node", "n1");
    settings.forEach(builder::set);
    pubsub = builder.open();
  }

  /** Waits until every bus has delivered what it can. */
  void settle() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> pubsub.waiting() == 0);
  }

  EndpointResponse ask(
      String method, String bus, Map<String, String> query, Map<String, String> headers) {
    Endpoint endpoint =
        pubsub.gateway().endpoints().stream()
            .filter(each -> each.method().equals(method))
            .filter(each -> each.path().toString().startsWith("/api/performance"))
            .findFirst()
            .orElseThrow();
    try (Session session =
        pubsub.gateway().open(bus, new Principal("ada"), SessionOptions.ofCapacity(1))) {
      return endpoint
          .handler()
          .answer(new EndpointRequest(session, Map.of(), query, headers, new byte[0]));
    }
  }

  String text(String method, Map<String, String> query) {
    return new String(ask(method, "default", query, Map.of()).body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
