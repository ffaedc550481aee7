package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.BusStats;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.verification.proof.LiveInstances;
import dev.pubsub.verification.proof.RawClient;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * A server that hostile clients send mutated frames and requests, while two calm clients go on
 * talking to each other and lose nothing.
 */
public final class SiegeTarget implements Fuzz.Target, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HOSTILE = 8;
  private static final int FRAMES = 15;
  private static final int CALM_WORDS = 10;
  private static final Set<String> OF_EACH_CLIENT =
      Set.of(
          "dev.pubsub.core.session.GuestSession",
          "dev.pubsub.ws.phoenix.PhoenixSocket",
          "dev.pubsub.ws.undertow.Connection");

  private final ListAppender<ILoggingEvent> errors = new ListAppender<>();
  private final PubSub pubsub =
      PubSub.builder()
          .plugin(new WsPlugin())
          .set("pubsub.plugin.ws.port", "0")
          .set("pubsub.history", "room:*=10")
          .open();
  private final URI server =
      pubsub.addresses().stream()
          .map(address -> address.uri())
          .filter(uri -> uri.getScheme().equals("ws"))
          .findFirst()
          .orElseThrow();
  private final Map<String, Long> nobody = LiveInstances.of(OF_EACH_CLIENT);
  private final Subscription witness = pubsub.bus().subscribe("**", delivery -> {});
  private final CalmClient one;
  private final CalmClient other;
  private long frames;

  /**
   * Opens the server and connects the calm clients.
   *
   * @throws InterruptedException when it is not waited for
   */
  public SiegeTarget() throws InterruptedException {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel("ERROR");
    filter.start();
    errors.addFilter(filter);
    errors.start();
    root().addAppender(errors);
    one = new CalmClient(server, "one");
    other = new CalmClient(server, "other");
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void tryOne(Random random) throws Exception {
    List<RawClient> hostile = new ArrayList<>();
    for (int n = 0; n < HOSTILE; n++) {
      hostile.add(new RawClient(server));
    }
    one.say(CALM_WORDS);
    for (RawClient client : hostile) {
      attack(client, random);
    }
    other.say(CALM_WORDS);
    request(random);
    one.hearAll(CALM_WORDS, other);
    other.hearAll(CALM_WORDS, one);
    for (RawClient client : hostile) {
      client.cut();
    }
    assertThat(errors.list).as("errors in the log").isEmpty();
  }

  private void attack(RawClient client, Random random) throws IOException {
    Mutator mutator = new Mutator(random);
    JsonTexts texts = new JsonTexts(random);
    client.send(text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]".getBytes(UTF_8)));
    client.send(text("[\"2\",\"2\",\"pubsub\",\"phx_join\",{}]".getBytes(UTF_8)));
    boolean goesOn = true;
    for (int n = 0; goesOn && n < FRAMES; n++) {
      goesOn =
          send(
              client,
              switch (random.nextInt(8)) {
                case 0 -> mutator.mutate(Conversation.of(random));
                case 1 -> frame(0x82, mutator.mutate(BinaryPush.random(random)));
                case 2 -> mutator.mutate(text(texts.second().getBytes(UTF_8)));
                default -> text(texts.second().getBytes(UTF_8));
              });
    }
  }

  /** Sends, and returns whether the server has not closed the connection yet. */
  private boolean send(RawClient client, byte[] bytes) {
    try {
      client.send(bytes);
      frames++;
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static byte[] text(byte[] payload) {
    return frame(0x81, payload);
  }

  private static byte[] frame(int first, byte[] payload) {
    return Conversation.masked(first, payload, new byte[] {1, 2, 3, 4});
  }

  private void request(Random random) throws IOException {
    byte[] body = new JsonTexts(random).value().getBytes(UTF_8);
    String head =
        "POST /api/broadcast HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(new Mutator(random).mutate(head.getBytes(UTF_8)));
      socket.getOutputStream().write(body);
    }
  }

  /**
   * Has the calm clients go too: nobody is left, and every signal is accounted for.
   *
   * @return how many frames hostile clients have sent
   */
  public long end() {
    one.close();
    other.close();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(pubsub.bus().stats().subscriptions()).isEqualTo(Map.of("**", 1));
              assertThat(LiveInstances.of(OF_EACH_CLIENT)).isEqualTo(nobody);
              BusStats stats = pubsub.bus().stats();
              assertThat(witness.stats().delivered() + witness.stats().droppedTotal())
                  .isEqualTo(stats.published());
              assertThat(stats.waitingMax()).isZero();
            });
    assertThat(errors.list).as("errors in the log").isEmpty();
    return frames;
  }

  @Override
  public void close() {
    root().detachAppender(errors);
    pubsub.close();
  }
}
