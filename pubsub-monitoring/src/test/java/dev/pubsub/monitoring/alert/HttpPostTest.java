package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on their way to a server. */
final class HttpPostTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PREFIX = "webhook.";

  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private record Received(String path, String body, String signature, String type) {}

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(
          new Received(
              exchange.getRequestURI().getPath(),
              body,
              exchange.getRequestHeaders().getFirst(Signature.HEADER),
              exchange.getRequestHeaders().getFirst("Content-Type")));
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
      Integer status = answers.poll();
      exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    }
  }

  private String url(String path) {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path;
  }

  private WatchedPlatform platform(String url, String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("depth", "10", "webhook.url", url));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(PREFIX + settings[i], settings[i + 1]);
    }
    return new WatchedPlatform(all);
  }

  private static void fire(WatchedPlatform on) {
    on.pubsub.bus().subscribe("a", SubscribeOptions.DEFAULT.withCapacity(100), any -> {}).pause();
    IntStream.range(0, 20).forEach(i -> on.pubsub.bus().publish("a", i));
    on.look(4);
  }

  @Test
  void incidentsComeInTheSteadOfAlerts() {
    try (WatchedPlatform on = platform(url("/hook"), "events", "incidents")) {
      fire(on);
      await().atMost(PATIENCE).until(() -> on.alerts().contains("\"sent\":1"));
      assertThat(received)
          .extracting(Received::body)
          .singleElement()
          .asString()
          .contains("\"state\":\"opened\"", "\"rule\":\"queue_depth\"");
    }
  }

  @Test
  void anAlertComesSignedToAServerThatFailsAtFirst() {
    answers.addAll(List.of(503, 500));
    try (WatchedPlatform on = platform(url("/hook"), "secret", "s3cret")) {
      fire(on);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                on.look(1);
                return on.alerts().contains("\"sent\":1");
              });

      assertThat(received).hasSize(3);
      assertThat(received).extracting(Received::body).containsOnly(received.get(0).body());
      Received last = received.get(2);
      assertThat(last.path()).isEqualTo("/hook");
      assertThat(last.type()).isEqualTo("application/json");
      assertThat(last.body()).contains("\"rule\":\"queue_depth\"", "\"state\":\"firing\"");
      long seconds = Long.parseLong(last.signature().substring(2, last.signature().indexOf(',')));
      assertThat(last.signature())
          .isEqualTo(Signature.of("s3cret", seconds, last.body().getBytes(StandardCharsets.UTF_8)));
      assertThat(on.alerts()).doesNotContain("s3cret");
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    answers.add(302);
    try (WatchedPlatform on = platform(url("/hook"))) {
      fire(on);
      await().atMost(PATIENCE).until(() -> on.alerts().contains("\"given_up\":1"));
      assertThat(received).extracting(Received::path).containsExactly("/hook");
    }
  }

  @Test
  void pagerdutyIsSentAnEvent() {
    answers.add(202);
    try (WatchedPlatform on =
        platform(url("/v2/enqueue"), "format", "pagerduty", "routing-key", "r0ut1ng")) {
      fire(on);
      await().atMost(PATIENCE).until(() -> on.alerts().contains("\"sent\":1"));
      assertThat(received.get(0).body())
          .contains("\"routing_key\":\"r0ut1ng\"", "\"event_action\":\"trigger\"");
    }
  }

  @Test
  void whereNobodyAnswersThereIsAnEndToWaiting() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      Post post = new HttpPost(url, Duration.ofMillis(50), Runnable::run);
      assertThatThrownBy(
              () ->
                  post.send(new byte[1], Map.of())
                      .toCompletableFuture()
                      .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void whoCannotProveItsNameOverHttpsIsToldNothing(@TempDir Path folder) throws Exception {
    HttpsServer stranger =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys"))));
    stranger.createContext("/", this::answer);
    stranger.start();
    try {
      URI url = URI.create("https://127.0.0.1:" + stranger.getAddress().getPort() + "/");
      Post post = new HttpPost(url, PATIENCE, Runnable::run);
      assertThatThrownBy(
              () ->
                  post.send(new byte[1], Map.of())
                      .toCompletableFuture()
                      .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(CertPathBuilderException.class);
      assertThat(received).isEmpty();
    } finally {
      stranger.stop(0);
    }
  }

  private static SSLContext selfSigned(Path keys) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String arguments =
        "-genkeypair -keyalg EC -alias a -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
            + " -storepass secret -storetype PKCS12 -keystore";
    List<String> command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of(arguments.split(" ")));
    command.add(keys.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    char[] password = "secret".toCharArray();
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(KeyStore.getInstance(keys.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void whatCannotBeIsRefusedAtTheStart() {
    for (String url : List.of("ftp://x/", "hook", "http://", "https://me@x/", "http://a b")) {
      assertThatThrownBy(() -> platform(url))
          .isInstanceOf(PubSubException.class)
          .hasMessageContaining("https://hooks.example.org/pubsub");
    }
    assertThatThrownBy(() -> platform(url("/"), "format", "pagerduty"))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("alerts.webhook.routing-key");
    assertThatThrownBy(() -> platform(url("/"), "timeout", "0s"))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("more than 0s");
  }
}
