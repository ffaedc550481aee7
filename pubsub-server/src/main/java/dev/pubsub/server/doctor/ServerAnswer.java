package dev.pubsub.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What a server said.
 *
 * @param status of HTTP
 * @param body the beginning of it
 */
record ServerAnswer(int status, byte[] body) {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 1 << 16;

  /** Asks, and waits some seconds at most. */
  static ServerAnswer of(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return new ServerAnswer(response.statusCode(), body.readNBytes(MAX_BYTES));
    }
  }
}
