package dev.pubsub.monitoring.meter;

import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Shows meters over HTTP. */
final class Scrape {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final Supplier<Registry> registry;

  Scrape(Supplier<Registry> registry) {
    this.registry = registry;
  }

  Endpoint endpoint() {
    return Endpoint.of("GET", "/metrics", "metrics.read", this::answer);
  }

  private EndpointResponse answer(EndpointRequest request) {
    String type =
        request.headers().getOrDefault("Accept", "").contains("application/openmetrics-text")
            ? OPEN_METRICS
            : PROMETHEUS;
    byte[] body = registry.get().scrape(type).getBytes(StandardCharsets.UTF_8);
    return EndpointResponse.of(200, type, body);
  }
}
