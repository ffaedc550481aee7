package dev.pubsub.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import java.io.UncheckedIOException;

/** The cluster over HTTP. */
final class ClusterApi {

  private final ClusterView view;

  ClusterApi(ClusterView view) {
    this.view = view;
  }

  Endpoint endpoint() {
    return Endpoint.of("GET", "/api/cluster", "cluster.read", request -> answer());
  }

  private EndpointResponse answer() {
    try {
      return EndpointResponse.of(
          200, "application/json", Writer.MAPPER.writeValueAsBytes(view.stats()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("figures that are no JSON", e);
    }
  }

  /** Loaded with the first question, so that nobody pays for it who never asks. */
  private static final class Writer {
    static final ObjectMapper MAPPER =
        new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }
}
