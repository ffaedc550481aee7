package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Gate;
import dev.pubsub.spi.flow.Operation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each entrance answers when a gate does not grant what is asked for. */
class GatesTest {

  private static final Admission LIMITED =
      new Admission.Refused(
          StandardError.RATE_LIMITED, "that is too often", Duration.ofMillis(1500), false);

  private final Closable gate = new Closable();
  private final RunningServer server =
      new RunningServer(Contributions.builder().gate(gate).build());

  /** Grants what it was not told to answer otherwise, and remembers who came from where. */
  private static final class Closable implements Gate {
    private final Map<Operation, Admission> answers = new ConcurrentHashMap<>();
    private final List<String> addresses = new CopyOnWriteArrayList<>();

    @Override
    public Admission admit(
        Operation operation, String bus, String principal, String resource, Priority priority) {
      if (operation == Operation.CONNECT) {
        addresses.add(resource);
      }
      return answers.getOrDefault(operation, Admission.GRANTED);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> upgrade(String path) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      return client.upgrade(path);
    }
  }

  // ---- HTTP

  private static void assertLimited(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
    assertThat(response.body())
        .contains("\"error\":\"that is too often\"", "\"code\":\"RATE_LIMITED\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUBLISH      | /api/broadcast | {\"topic\":\"a\",\"message\":1}",
        "PUBLISH      | /api/broadcast |"
            + " {\"messages\":[{\"topic\":\"a\",\"event\":\"e\",\"payload\":1}]}",
        "PUBLISH      | /api/request   | {\"topic\":\"a\",\"message\":1}",
        "CREATE_TOPIC | /api/topics    | {\"name\":\"a\"}",
        "ADMINISTER   | /api/dead-letters/redrive | {}",
      })
  void aCallIsToldWhenToTryAgain(Operation operation, String path, String body) throws Exception {
    server.bus().subscribe("a", delivery -> {});
    gate.answers.put(operation, LIMITED);

    assertLimited(server.post(path, body));
  }

  @Test
  void eachOfSeveralMessagesIsToldWhenToTryAgain() throws Exception {
    gate.answers.put(Operation.PUBLISH, LIMITED);
    gate.answers.put(Operation.CREATE_TOPIC, Admission.SHED);

    assertLimited(
        server.post(
            "/api/broadcast", "{\"messages\":[{\"topic\":\"a\",\"event\":\"e\",\"payload\":1}]}"));
    HttpResponse<String> created = server.post("/api/topics", "{\"name\":\"a\"}");
    assertThat(created.statusCode()).isEqualTo(429);
    assertThat(created.body()).contains("OVERLOADED");
  }

  @Test
  void aStreamOfEventsIsToldWhenToTryAgain() throws Exception {
    gate.answers.put(Operation.SUBSCRIBE, LIMITED);

    assertLimited(server.get("/api/topics/a/events"));
  }

  @Test
  void whoMayNotComeInIsToldSoBeforeAStreamBegins() throws Exception {
    gate.answers.put(Operation.CONNECT, LIMITED);

    HttpResponse<String> refused = server.get("/api/topics/a/events");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(refused.body()).contains("\"code\":\"RATE_LIMITED\"");
  }

  // ---- coming in

  @Test
  void aSocketIsNotOpenedForWhomAGateDoesNotLetIn() throws Exception {
    gate.answers.put(Operation.CONNECT, LIMITED);

    assertThat(upgrade("/ws"))
        .contains("HTTP/1.1 429 Too Many Requests", "Retry-After: 2", "X-Error-Code: RATE_LIMITED");
    assertThat(gate.addresses).containsExactly("127.0.0.1");
  }

  @Test
  void aGateMayRefuseForGood() throws Exception {
    gate.answers.put(
        Operation.CONNECT,
        new Admission.Refused(StandardError.BAD_OPTION, "no", Duration.ZERO, false));

    assertThat(upgrade("/ws"))
        .contains("HTTP/1.1 403 Forbidden", "X-Error-Code: BAD_OPTION")
        .noneMatch(line -> line.startsWith("Retry-After"));
  }

  @Test
  void thereIsNobodyToShed() throws Exception {
    gate.answers.put(Operation.CONNECT, Admission.SHED);

    assertThat(upgrade("/ws"))
        .contains("HTTP/1.1 429 Too Many Requests", "Retry-After: 1", "X-Error-Code: OVERLOADED");
  }

  @Test
  void whoIsRefusedTakesNoPlace() throws Exception {
    try (RunningServer small =
        new RunningServer(Contributions.builder().gate(gate).build(), "connections.max", "1")) {
      gate.answers.put(Operation.CONNECT, LIMITED);
      for (int i = 0; i < 3; i++) {
        try (RawClient client = new RawClient(small.port())) {
          assertThat(client.upgrade("/ws").get(0)).contains("429");
        }
        assertThat(small.get("/api/topics/a/events").statusCode()).isEqualTo(429);
      }
      gate.answers.clear();

      try (RawClient client = new RawClient(small.port())) {
        assertThat(client.upgrade("/ws").get(0)).contains("101");
      }
    }
  }

  @Test
  void whoAsksForABusThatThereIsNotIsToldSo() throws Exception {
    gate.answers.put(Operation.CONNECT, LIMITED);

    assertThat(upgrade("/ws?bus=other")).contains("X-Error-Code: BUS_NOT_FOUND");
  }

  // ---- sockets

  @ParameterizedTest
  @CsvSource({"publish, PUBLISH", "subscribe, SUBSCRIBE"})
  void theControlChannelSaysWhenToTryAgain(String event, Operation operation) throws Exception {
    gate.answers.put(operation, LIMITED);
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]").next();

      client.send(
          "[\"1\",\"2\",\"pubsub\",\"%s\",{\"topic\":\"a\",\"message\":1}]".formatted(event));

      assertThat(client.next())
          .contains(
              "\"status\":\"error\"",
              "\"error\":{\"code\":\"RATE_LIMITED\",\"message\":\"that is too often\","
                  + "\"retry_after_ms\":1500}");
    }
  }

  @Test
  void aJoinSaysWhenToTryAgain() throws Exception {
    gate.answers.put(Operation.SUBSCRIBE, LIMITED);
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]");

      assertThat(client.next())
          .contains(
              "{\"status\":\"error\",\"response\":{\"reason\":\"that is too often\","
                  + "\"code\":\"RATE_LIMITED\",\"retry_after_ms\":1500}}");
    }
  }

  @Test
  void aPushSaysWhenToTryAgainAndTheChannelGoesOn() throws Exception {
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{\"self\":false}]").next();
      gate.answers.put(Operation.PUBLISH, LIMITED);

      assertThat(client.send("[\"1\",\"2\",\"room:1\",\"e\",{}]").next())
          .contains("\"status\":\"error\"", "RATE_LIMITED", "\"retry_after_ms\":1500");
      gate.answers.clear();
      assertThat(client.send("[\"1\",\"3\",\"room:1\",\"e\",{}]").next())
          .contains("\"status\":\"ok\"");
    }
  }

  @Test
  void whatIsShedIsAcceptedAndGoesNowhere() throws Exception {
    gate.answers.put(Operation.PUBLISH, Admission.SHED);
    try (WebSocketClient client = server.connect("?vsn=2.0.0")) {
      client.send("[\"1\",\"1\",\"room:1\",\"phx_join\",{\"self\":false}]").next();

      assertThat(client.send("[\"1\",\"2\",\"room:1\",\"e\",{}]").next())
          .contains("\"status\":\"ok\"");
    }
    assertThat(server.post("/api/broadcast", "{\"topic\":\"room:1\",\"message\":1}").body())
        .contains("\"delivered\":0");
  }
}
