package dev.pubsub.server.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What answers at an address. */
enum Health {
  NOTHING,
  /** Something that does not speak of itself as this server does. */
  STRANGER,
  HEALTHY,
  DRAINING;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 1 << 16;

  /** Asks, and waits some seconds at most. */
  static Health at(URI server) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/health")).timeout(PATIENCE).build();
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build();
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return of(body.readNBytes(MAX_BYTES));
      }
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
    return answer.path("status").asText().equals("healthy") ? HEALTHY : DRAINING;
  }
}
