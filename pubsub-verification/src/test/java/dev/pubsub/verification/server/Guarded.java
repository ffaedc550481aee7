package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** A server with a guard of resources, as it is seen from outside. */
final class Guarded {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final RunningServer server;

  Guarded(RunningServer server) {
    this.server = server;
  }

  /** The environment of a server whose guard has these settings. */
  static Map<String, String> settings(String... settings) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PUBSUB_PLUGIN_RESILIENCE_RESOURCES_ENABLED", "true");
    for (int i = 0; i < settings.length; i += 2) {
      variables.put("PUBSUB_PLUGIN_RESILIENCE_RESOURCES_" + settings[i], settings[i + 1]);
    }
    return variables;
  }

  /** The level of a resource at its last look. */
  String level(String resource) throws IOException, InterruptedException {
    return resource(resource).path("level").asText("none");
  }

  JsonNode resource(String name) throws IOException, InterruptedException {
    JsonNode all = json.readTree(get("/api/resources").body()).path("resources");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(each -> each.path("resource").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name + " in " + all));
  }

  void reaches(String resource, String level) {
    await().atMost(PATIENCE).until(() -> level(resource).equals(level));
  }

  JsonNode messages() throws IOException, InterruptedException {
    return json.readTree(get("/api/stats").body()).path("messages");
  }

  /** How many signals were published so far. */
  long published() throws IOException, InterruptedException {
    return messages().path("published").asLong();
  }

  /** How many signals the history of a topic has, up to 1000. */
  int kept(String topic) throws IOException, InterruptedException {
    return json.readTree(get("/api/topics/" + topic + "/history?limit=1000").body())
        .path("count")
        .asInt();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> publish(String topic, String priority, String text)
      throws IOException, InterruptedException {
    return post(
        "/api/broadcast",
        "{\"topic\":\"%s\",\"priority\":\"%s\",\"message\":{\"text\":\"%s\"}}"
            .formatted(topic, priority, text));
  }

  /** Creates a topic, which is new work that takes no signal. */
  HttpResponse<String> create(String topic) throws IOException, InterruptedException {
    return post("/api/topics", "{\"name\":\"%s\"}".formatted(topic));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(server.url() + path);
  }

  /** Low-priority signals are accepted and counted, and reach nobody. */
  void expectShedding() throws IOException, InterruptedException {
    long before = messages().path("dropped_by_reason").path("SHED").asLong();
    assertThat(publish("room:1", "low", "x").statusCode()).isEqualTo(200);
    assertThat(messages().path("dropped_by_reason").path("SHED").asLong()).isEqualTo(before + 1);
  }

  static void expectOverloaded(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
    assertThat(refused.body()).contains("\"OVERLOADED\"");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
  }

  /** Waits until topics can be created again, and prints how long that took. */
  void expectRecovery(String what) {
    long begun = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> create("room:" + System.nanoTime()).statusCode() == 201);
    System.out.printf(
        "%s: recovered within %d ms%n",
        what, Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }
}
