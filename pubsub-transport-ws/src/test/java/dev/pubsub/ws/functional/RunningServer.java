package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;

/** A bus with this plugin alone, listening on a port that was free. */
final class RunningServer implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final PubSub pubsub;
  private final int port;

  /**
   * Opens a server; the settings are keys and their values in turn, those of the plugin without
   * what all of them begin with.
   */
  RunningServer(String... settings) {
    this(PubSub.builder(), settings);
  }

  /** Opens a server whose time stands still until it is moved. */
  RunningServer(ManualTime time, String... settings) {
    this(PubSub.builder().clock(time.clock()).scheduler(time).random(new Random(1)), settings);
  }

  /** The same with what another plugin contributes. */
  RunningServer(ManualTime time, Contributions others, String... settings) {
    this(
        PubSub.builder()
            .clock(time.clock())
            .scheduler(time)
            .random(new Random(1))
            .plugin(new Others(others)),
        settings);
  }

  /** Opens a server with what another plugin contributes. */
  RunningServer(Contributions others, String... settings) {
    this(PubSub.builder().plugin(new Others(others)), settings);
  }

  private RunningServer(PubSubBuilder builder, String... settings) {
    builder.plugin(new WsPlugin()).set("pubsub.plugin.ws.port", "0");
    for (int i = 0; i < settings.length; i += 2) {
      boolean full = settings[i].startsWith("pubsub.");
      builder.set(full ? settings[i] : "pubsub.plugin.ws." + settings[i], settings[i + 1]);
    }
    this.pubsub = builder.open();
    this.port = pubsub.addresses().get(0).uri().getPort();
  }

  /** The answer, which must be JSON. */
  static JsonNode json(HttpResponse<String> response) throws IOException {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return MAPPER.readTree(response.body());
  }

  Bus bus() {
    return pubsub.bus();
  }

  Bus bus(String name) {
    return pubsub.bus(name);
  }

  int port() {
    return port;
  }

  /** How many clients were refused with a code. */
  long refused(String code) {
    return pubsub.gateway().gauges().get("ws").stream()
        .filter(gauge -> gauge.name().equals("connections.refused"))
        .filter(gauge -> gauge.tags().containsValue(code))
        .mapToLong(gauge -> gauge.value().getAsLong())
        .sum();
  }

  /** What a gauge of this plugin says. */
  long gauge(String name) {
    return pubsub.gateway().gauges().get("ws").stream()
        .filter(gauge -> gauge.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .getAsLong();
  }

  HttpClient http() {
    return http;
  }

  void drain(Duration patience) {
    pubsub.drain(patience);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, json, "Content-Type", "application/json");
  }

  WebSocketClient connect(String query) {
    return WebSocketClient.connect(http, port, "/ws/websocket" + query);
  }

  @Override
  public void close() {
    pubsub.close();
  }

  private record Others(Contributions contributions) implements Plugin {

    @Override
    public String id() {
      return "others";
    }

    @Override
    public Contributions install(Environment environment) {
      return contributions;
    }
  }
}
