package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The HTTP API of a bus, as far as the commands read it. */
final class Api {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Target target;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Api(Target target) {
    this.target = target;
  }

  /**
   * Reads one resource.
   *
   * @param pathAndQuery below the API of the bus
   * @throws ClientException with UNREACHABLE
   */
  Answer get(String pathAndQuery) throws InterruptedException {
    return send("GET", pathAndQuery);
  }

  /**
   * Sends a request without a body.
   *
   * @param pathAndQuery below the API of the bus
   * @throws ClientException with UNREACHABLE
   */
  Answer send(String method, String pathAndQuery) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(target.api(pathAndQuery)).method(method, BodyPublishers.noBody()),
        Duration.ZERO);
  }

  /**
   * Asks for something to be done.
   *
   * @param path below the API of the bus
   * @throws ClientException with UNREACHABLE
   */
  Answer post(String path, JsonNode body) throws InterruptedException {
    return post(path, body, Duration.ZERO);
  }

  /**
   * Asks for something that takes its time.
   *
   * @param path below the API of the bus
   * @param longer how much longer than others it may take
   * @throws ClientException with UNREACHABLE
   */
  Answer post(String path, JsonNode body, Duration longer) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(target.api(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())),
        longer);
  }

  /**
   * Puts something in the place of what is there.
   *
   * @param path below the API of the bus
   * @throws ClientException with UNREACHABLE
   */
  Answer put(String path, JsonNode body) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(target.api(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString())),
        Duration.ZERO);
  }

  private Answer send(HttpRequest.Builder builder, Duration longer) throws InterruptedException {
    HttpRequest request = builder.timeout(PATIENCE.plus(longer)).build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw target.unreachable(e);
    }
  }

  /** A name as a part of a path or a query. */
  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body its text as it came
   */
  record Answer(int status, String body) {

    boolean isOk() {
      return status >= HttpURLConnection.HTTP_OK && status < HttpURLConnection.HTTP_MULT_CHOICE;
    }

    /**
     * The body of an answer that is no error; otherwise a {@link ClientException} with the server's
     * own code.
     */
    Answer expectOk() {
      if (isOk()) {
        return this;
      }
      JsonNode error = Json.read(body);
      throw new ClientException(
          error.path("code").asText("HTTP_" + status),
          error.path("error").asText("the server answered with status " + status));
    }

    JsonNode json() {
      return Json.read(body);
    }
  }
}
