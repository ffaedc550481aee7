package dev.pubsub.server.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;

/** What answers at an address. */
enum Health {
  NOTHING,
  /** Something that does not speak of itself as this server does. */
  STRANGER,
  HEALTHY,
  DEGRADED,
  DRAINING;

  /** Asks, and waits some seconds at most. */
  static Health at(URI server) throws InterruptedException {
    try {
      return of(ServerAnswer.of(server.resolve("/api/health")).body());
    } catch (JsonProcessingException e) {
      return STRANGER;
    } catch (IOException e) {
      return NOTHING;
    }
  }

  private static Health of(byte[] body) throws IOException {
    var answer = new ObjectMapper().readTree(body);
    if (!answer.path("service").asText().equals("pubsub-system")) {
      return STRANGER;
    }
    return switch (answer.path("status").asText()) {
      case "healthy" -> HEALTHY;
      case "degraded" -> DEGRADED;
      default -> DRAINING;
    };
  }
}
