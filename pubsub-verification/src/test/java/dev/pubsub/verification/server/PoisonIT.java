package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Acknowledgement;
import dev.pubsub.DeadLetters;
import dev.pubsub.Delivery;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.testkit.RecordingSubscriber;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A poison signal ends among the dead letters with its reason, is redriven when the subscriber is
 * healed, and arrives there and nowhere else: by Java, by HTTP and from the command line.
 */
final class PoisonIT {

  private static final Acknowledgement THREE =
      Acknowledgement.DEFAULT
          .withMaxAttempts(3)
          .withBackOff(Duration.ofMillis(5), Duration.ofMillis(5));

  private final PubSub pubsub =
      PubSub.builder()
          .discover(false)
          .plugin(new WsPlugin())
          .set("pubsub.plugin.ws.port", "0")
          .open();
  private final DeadLetters dead = pubsub.bus().deadLetters();
  private final RecordingSubscriber orders = new RecordingSubscriber();
  private final RecordingSubscriber bystander = new RecordingSubscriber();
  private Subscription subscription;
  private volatile boolean healed;

  @BeforeEach
  void subscribeAndPoison() {
    pubsub.bus().subscribe("orders:**", bystander);
    subscription =
        pubsub
            .bus()
            .subscribe("orders:*", SubscribeOptions.DEFAULT.acknowledged(THREE), this::handle);
    pubsub.bus().publish("orders:eu", "poison");
    await().until(() -> dead.count() == 1);
    assertThat(subscription.stats().redelivered()).isEqualTo(2);
  }

  private void handle(Delivery delivery) {
    if (!healed) {
      throw new IllegalStateException("no database");
    }
    orders.receive(delivery);
    delivery.ack();
  }

  @AfterEach
  void close() {
    pubsub.close();
  }

  private void expectArrival() throws InterruptedException {
    orders.await(1, Duration.ofSeconds(20));
    assertThat(orders.payloads()).containsExactly("poison");
    await().until(() -> subscription.stats().delivered() == 1);
    bystander.await(1, Duration.ofSeconds(20));
    assertThat(bystander.payloads()).containsExactly("poison");
    assertThat(dead.count()).isZero();
  }

  @Test
  void byJava() throws Exception {
    assertThat(dead.list(10))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.description()).isEqualTo("IllegalStateException: no database");
            });
    healed = true;

    assertThat(dead.redrive(dead.list(1).get(0).id())).isInstanceOf(Accepted.class);
    expectArrival();
  }

  @Test
  void byHttp() throws Exception {
    assertThat(http("GET", "/api/dead-letters"))
        .contains("\"id\":1,", "\"reason\":\"EXHAUSTED\"", "\"attempts\":3", "no database");
    healed = true;

    assertThat(http("POST", "/api/dead-letters/1/redrive")).contains("\"status\":\"redriven\"");
    expectArrival();
  }

  private String http(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void fromTheCommandLine() throws Exception {
    assertThat(cli("list")).containsPattern("1 +orders:eu +orders:\\* +EXHAUSTED +3 ");
    assertThat(cli("show", "1")).contains("IllegalStateException: no database", "poison");
    healed = true;

    assertThat(cli("redrive", "1")).containsPattern("status +redriven");
    expectArrival();
    assertThat(cli("purge", "--all")).containsPattern("purged +0");
    try (Program again = Program.pubsub("dlq", "redrive", "1", "--url", url())) {
      assertThat(again.status()).isEqualTo(1);
      assertThat(again.err()).startsWith("DEAD_LETTER_NOT_FOUND: ");
    }
  }

  private String cli(String command, String... more) {
    String[] line = new String[more.length + 4];
    System.arraycopy(more, 0, line, 4, more.length);
    line[0] = "dlq";
    line[1] = command;
    line[2] = "--url";
    line[3] = url();
    try (Program program = Program.pubsub(line)) {
      assertThat(program.status()).as(program.err()).isZero();
      return program.out();
    }
  }

  private String url() {
    return "http://127.0.0.1:" + pubsub.addresses().get(0).uri().getPort();
  }
}
