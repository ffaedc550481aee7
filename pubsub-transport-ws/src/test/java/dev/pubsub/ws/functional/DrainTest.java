package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a server that goes down lets its clients go. */
class DrainTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String BEAT =
      "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"1\"}";

  @Test
  void clientsAreAskedToGoOneByOneAtMomentsByChance() throws Exception {
    ManualTime time = new ManualTime();
    try (RunningServer server = new RunningServer(time)) {
      List<WebSocketClient> clients = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        WebSocketClient client = server.connect("");
        client.send(BEAT).next();
        clients.add(client);
      }
      int idle = time.pending();
      CompletableFuture<Void> drained = draining(server);
      Awaitility.await().until(() -> time.pending() >= idle + clients.size());

      // The last of 40 is asked after 400 milliseconds at most.
      List<Long> left = new ArrayList<>();
      for (int step = 1; step <= 4; step++) {
        long before = gone(clients);
        time.advance(Duration.ofMillis(100));
        long last = step == 4 ? clients.size() : before + 1;
        Awaitility.await().until(() -> gone(clients) >= last);
        left.add(clients.size() - gone(clients));
      }

      assertThat(left.get(0)).isPositive();
      assertThat(left.get(2)).isPositive();
      drained.join();
      for (WebSocketClient client : clients) {
        assertThat(client.closeCode()).isEqualTo(1012);
      }
    }
  }

  private static CompletableFuture<Void> draining(RunningServer server) {
    return CompletableFuture.runAsync(() -> server.drain(PATIENCE));
  }

  private static long gone(List<WebSocketClient> clients) {
    return clients.stream().filter(WebSocketClient::isClosed).count();
  }

  @Test
  void aClientGetsWhatWasQueuedBeforeItIsAskedToGoAndNobodyElseIsLetIn() throws Exception {
    int signals = 200;
    try (RunningServer server = new RunningServer("outbound.high", "100000000");
        RawClient slow = new RawClient(server.port())) {
      slow.upgrade("/ws?vsn=2.0.0");
      slow.text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");
      assertThat(slow.next().text()).contains("\"ok\"");
      for (int n = 0; n < signals; n++) {
        server.bus().publish("room:1", Map.of("n", n, "text", "x".repeat(50_000)));
      }
      Awaitility.await().until(() -> server.bus().stats().delivered() == signals);

      CompletableFuture<Void> drained = draining(server);
      Awaitility.await().until(() -> server.bus().stats().subscriptions().isEmpty());
      try (RawClient late = new RawClient(server.port())) {
        assertThat(late.upgrade("/ws"))
            .contains("HTTP/1.1 503 Service Unavailable", "Retry-After: 1");
      }

      for (int n = 0; n < signals; n++) {
        assertThat(slow.next().text()).contains("\"n\":" + n);
      }
      assertThat(slow.closeCode()).isEqualTo(1012);
      assertThat(slow.atEnd()).isTrue();
      slow.close();
      drained.join();
    }
  }

  @Test
  void withoutClientsThereIsNothingToWaitFor() {
    try (RunningServer server = new RunningServer(new ManualTime())) {
      assertThat(draining(server)).succeedsWithin(PATIENCE.dividedBy(2));
    }
  }
}
