package dev.pubsub.verification.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.core.PubSub;
import dev.pubsub.ws.WsPlugin;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that go without a word leave nothing behind. */
class ConnectionChurnProof {

  private static final int ROUNDS = 10;
  private static final int AT_A_TIME = 100;

  /** A thread may hold on to the last that it served. */
  private static final long A_FEW = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What there is one of for each client that is connected. */
  private static final Set<String> OF_EACH_CLIENT =
      Set.of(
          "dev.pubsub.core.session.GuestSession",
          "dev.pubsub.core.mailbox.Consumer",
          "dev.pubsub.ws.phoenix.PhoenixSocket",
          "dev.pubsub.ws.undertow.Connection");

  /** How a client goes. */
  private enum Farewell {
    BEFORE_A_WORD,
    AFTER_JOINING,
    AMID_A_FRAME,
    WITH_MUCH_UNREAD
  }

  private final PubSub pubsub =
      PubSub.builder().plugin(new WsPlugin()).set("pubsub.plugin.ws.port", "0").open();
  private final URI server =
      pubsub.addresses().stream()
          .map(address -> address.uri())
          .filter(uri -> uri.getScheme().equals("ws"))
          .findFirst()
          .orElseThrow();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void aThousandConnectionsThatWereCutLeaveNothing() throws IOException {
    Map<String, Long> own = LiveInstances.of(OF_EACH_CLIENT);
    for (int round = 0; round < ROUNDS; round++) {
      List<RawClient> clients = connect();
      if (round == 0) {
        assertThat(LiveInstances.of(OF_EACH_CLIENT))
            .hasSize(OF_EACH_CLIENT.size())
            .allSatisfy((type, count) -> assertThat(count).isGreaterThanOrEqualTo(AT_A_TIME));
      }
      cut(clients);
    }

    awaitNobody();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(LiveInstances.of(OF_EACH_CLIENT))
                    .allSatisfy(
                        (type, count) ->
                            assertThat(count)
                                .isLessThanOrEqualTo(own.getOrDefault(type, 0L) + A_FEW)));
    assertThat(pubsub.bus().stats().waitingMax()).isZero();
  }

  private List<RawClient> connect() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME; i++) {
      RawClient client = new RawClient(server);
      prepare(client, Farewell.values()[i % Farewell.values().length]);
      clients.add(client);
    }
    return clients;
  }

  private static void prepare(RawClient client, Farewell farewell) throws IOException {
    if (farewell == Farewell.BEFORE_A_WORD) {
      return;
    }
    client.call("[\"1\",\"1\",\"churn:1\",\"phx_join\",{}]", "\"status\":\"ok\"");
    client.call("[\"2\",\"2\",\"churn:*\",\"phx_join\",{}]", "\"status\":\"ok\"");
    client.call("[\"3\",\"3\",\"pubsub\",\"phx_join\",{}]", "\"status\":\"ok\"");
    client.call("[\"3\",\"4\",\"pubsub\",\"subscribe\",{\"topic\":\"churn:+\"}]", "subscribed");
    switch (farewell) {
      case AMID_A_FRAME -> client.sendAllButTheEnd("[\"1\",\"5\",\"churn:1\",\"say\",{}]");
      case WITH_MUCH_UNREAD -> {
        String much = "x".repeat(10_000);
        client.send("[\"1\",\"5\",\"churn:1\",\"say\",{\"text\":\"" + much + "\"}]");
      }
      default -> {}
    }
  }

  private static void cut(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.cut();
    }
  }

  private void awaitNobody() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(pubsub.bus().stats().subscriptions()).as("subscriptions").isEmpty());
  }
}
