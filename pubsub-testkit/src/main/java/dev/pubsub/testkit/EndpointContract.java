package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport that speaks HTTP promises to the {@linkplain Endpoint endpoints} of plugins,
 * and to whoever asks them. A subclass says how to make the plugin and how to open an assembly. One
 * of the addresses of the transport must be of the scheme {@code http}, on a port that is free.
 */
@Timeout(60)
public abstract class EndpointContract {

  private static final String PREFIX = "/api/contract/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<EndpointRequest> asked = new CopyOnWriteArrayList<>();
  private Host host;

  /** Has opened nothing yet. */
  protected EndpointContract() {}

  /**
   * Makes the plugin under test.
   *
   * @return a new one, with a transport
   */
  protected abstract Plugin plugin();

  /**
   * Opens an assembly with these plugins and no others.
   *
   * @param plugins what {@link #plugin} made, and one that brings endpoints
   * @return the open assembly
   */
  protected abstract Host open(List<Plugin> plugins);

  /** Brings the endpoints that are asked here. */
  private final class Endpoints implements Plugin {

    @Override
    public String id() {
      return "contract";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder()
          .endpoint(endpoint("POST", "echo/{name}/of/{what}", this::echo))
          .endpoint(endpoint("GET", "plain", request -> text(200, "plain")))
          .endpoint(endpoint("POST", "published", this::publish))
          .endpoint(endpoint("POST", "subscribed", this::subscribe))
          .endpoint(endpoint("GET", "refused", request -> refuse(StandardError.BAD_OPTION)))
          .endpoint(
              endpoint("GET", "missing", request -> refuse(StandardError.DEAD_LETTER_NOT_FOUND)))
          .endpoint(endpoint("GET", "broken", request -> fail()))
          .build();
    }

    private EndpointResponse echo(EndpointRequest request) {
      asked.add(request);
      return new EndpointResponse(
          203, Map.of("Content-Type", "application/x-odd", "X-Answer", "yes"), request.body());
    }

    private EndpointResponse publish(EndpointRequest request) {
      Signals.accepted(request.session().publish("room:1", "from afar"));
      return text(200, request.session().name() + " " + request.session().principal().name());
    }

    private EndpointResponse subscribe(EndpointRequest request) {
      request.session().subscribe("room:1", SubscribeOptions.DEFAULT, delivery -> {});
      return text(200, request.session().stats().subscriptions().toString());
    }

    private EndpointResponse refuse(ErrorCode code) {
      throw new PubSubException(code, "not \"today\"");
    }

    private EndpointResponse fail() {
      throw new IllegalStateException("a secret of the plugin");
    }
  }

  private static Endpoint endpoint(String method, String path, Endpoint.Handler handler) {
    return Endpoint.of(method, PREFIX + path, "contract.ask", handler);
  }

  private static EndpointResponse text(int status, String text) {
    return EndpointResponse.of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void openHost() {
    host = open(List.of(new Endpoints(), plugin()));
  }

  @AfterEach
  void closeHost() {
    host.close();
  }

  @Test
  void aRequestArrivesWholeAndIsAnsweredAsItWasSaid() throws Exception {
    byte[] body = {0, 1, -1, 13, 10, 127, -128};
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(uri("echo/a%2Fb%20c/of/%C3%A4?q=1+2&q=3&empty="))
                .header("X-Odd", "first")
                .header("X-Odd", "second")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(203);
    assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/x-odd");
    assertThat(answer.headers().firstValue("X-Answer")).contains("yes");
    assertThat(answer.body()).isEqualTo(body);
    EndpointRequest request = asked.get(0);
    assertThat(request.variables())
        .containsExactly(Map.entry("name", "a/b c"), Map.entry("what", "ä"));
    assertThat(request.query()).containsEntry("q", "1 2").containsEntry("empty", "");
    assertThat(request.headers().get("x-oDD")).isEqualTo("first, second");
  }

  @Test
  void itActsByASessionWithTheRightsOfWhoeverAsks() throws Exception {
    RecordingSubscriber inside = new RecordingSubscriber();
    host.bus().subscribe("room:1", inside);

    HttpResponse<String> answer = ask("POST", "published");

    assertThat(inside.await(1, TransportContract.PATIENCE).get(0).payload()).isEqualTo("from afar");
    assertThat(answer.body()).isEqualTo("default " + inside.signals().get(0).source());
  }

  @Test
  void whatItSubscribesEndsWithItsAnswer() throws Exception {
    assertThat(ask("POST", "subscribed").body()).isEqualTo("{room:1=1}");
    Await.until("the subscription is gone", () -> host.bus().stats().subscriptions().isEmpty());
  }

  @Test
  void aRefusalIsAnsweredWithItsCodeAndTheStatusOfItsKind() throws Exception {
    HttpResponse<String> refused = ask("GET", "refused");
    HttpResponse<String> missing = ask("GET", "missing");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("BAD_OPTION", "today");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("DEAD_LETTER_NOT_FOUND");
  }

  @Test
  void oneThatThrowsTellsNothingAndHarmsNoOther() throws Exception {
    HttpResponse<String> broken = ask("GET", "broken");

    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret");
    assertThat(ask("GET", "plain").body()).isEqualTo("plain");
  }

  @Test
  void anotherMethodIsNotAllowedAndAnotherPathIsNotThere() throws Exception {
    HttpResponse<String> other = ask("PUT", "plain");

    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(other.headers().firstValue("Allow")).contains("GET");
    assertThat(ask("GET", "plain/more").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "echo//of/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    HttpResponse<String> head = ask("HEAD", "plain");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(head.body()).isEmpty();
  }

  private HttpResponse<String> ask(String method, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return host.addresses().stream()
        .filter(address -> address.uri().getScheme().equals("http"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no address of the scheme http"))
        .uri()
        .resolve(PREFIX + path);
  }
}
