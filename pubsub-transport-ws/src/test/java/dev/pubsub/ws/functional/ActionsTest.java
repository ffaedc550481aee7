package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.edge.Authorizer;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.flow.Operation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests an authorizer is asked about, and as what. */
final class ActionsTest {

  private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

  private static RunningServer server;

  /** Lets nobody administer anything. */
  private static final Authorizer STRICT =
      (operation, bus, principal, resource) -> {
        if (operation != Operation.ADMINISTER) {
          return Optional.empty();
        }
        ASKED.add(bus + " " + principal + " " + resource);
        return Optional.of("only operators may do that");
      };

  @BeforeAll
  static void start() {
    server =
        new RunningServer(
            Contributions.builder()
                .authorizer(STRICT)
                .endpoint(
                    Endpoint.of(
                        "GET",
                        "/api/mine",
                        "mine.read",
                        request -> EndpointResponse.of(200, "text/plain", new byte[0])))
                .build(),
            "pubsub.buses",
            "audit");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    topics,                         topics.read",
    "GET,    topics/a,                       topics.read",
    "DELETE, topics/a,                       topics.delete",
    "GET,    topics/a/subscribers,           subscribers.read",
    "GET,    replays,                        replays.read",
    "GET,    replays/1,                      replays.read",
    "DELETE, replays/1,                      replays.cancel",
    "GET,    dead-letters,                   dead-letters.read",
    "DELETE, dead-letters,                   dead-letters.purge",
    "POST,   dead-letters/redrive,           dead-letters.redrive",
    "GET,    dead-letters/1,                 dead-letters.read",
    "DELETE, dead-letters/1,                 dead-letters.purge",
    "POST,   dead-letters/1/redrive,         dead-letters.redrive",
    "GET,    durable-subscriptions,          durable-subscriptions.read",
    "DELETE, durable-subscriptions/orders,   durable-subscriptions.remove",
    "GET,    routes,                         routes.read",
    "PUT,    routes/north,                   routes.change",
    "DELETE, routes/north,                   routes.change",
    "GET,    scheduled,                      scheduled.read",
    "DELETE, scheduled/1,                    scheduled.cancel",
    "GET,    health,                         health.read",
    "GET,    stats,                          stats.read",
    "GET,    connections,                    connections.read",
    "GET,    connections/1,                  connections.read",
    "DELETE, connections/1,                  connections.close",
    "GET,    settings,                       settings.read",
    "PUT,    settings/pubsub.trace.rate,     settings.change",
    "GET,    mine,                           mine.read",
  })
  void whatIsNotAskedByTheBusIsAskedByItsAction(String method, String path, String action)
      throws Exception {
    HttpResponse<String> refusal = server.send(method, "/api/" + path, "");
    HttpResponse<String> elsewhere = server.send(method, "/api/buses/audit/" + path, "");

    assertThat(List.of(refusal.statusCode(), elsewhere.statusCode())).containsOnly(403);
    assertThat(refusal.body()).contains("FORBIDDEN", "only operators may do that");
    assertThat(ASKED).containsExactly("default anonymous " + action, "audit anonymous " + action);
  }

  @Test
  void whichBusesThereAreIsAskedToo() throws Exception {
    assertThat(server.get("/api/buses").statusCode()).isEqualTo(403);
    assertThat(ASKED).containsExactly("default anonymous buses.read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz/live", "/healthz/ready"})
  void whetherItIsThereAnybodyMayKnow(String path) throws Exception {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    assertThat(ASKED).isEmpty();
  }

  @Test
  void whatTheBusAsksAboutIsNoAction() throws Exception {
    assertThat(server.post("/api/topics", "{\"name\":\"b\"}").statusCode()).isEqualTo(201);
    assertThat(server.post("/api/broadcast", "{\"topic\":\"b\",\"message\":1}").statusCode())
        .isEqualTo(200);
    assertThat(server.get("/api/topics/b/history").statusCode()).isEqualTo(200);
    assertThat(ASKED).isEmpty();
  }
}
