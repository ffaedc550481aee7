package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Priority;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that want only some of the signals that match. */
class SelectionTest {

  private static final PublishOptions URGENT = PublishOptions.DEFAULT.withPriority(Priority.HIGH);

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static WebSocketClient connected(String topic, String parameters) throws Exception {
    WebSocketClient client = server.connect("?vsn=2.0.0");
    client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\"," + parameters + "]");
    assertThat(client.next()).contains("\"ok\"");
    return client;
  }

  private static String subscribe(WebSocketClient client, String request) throws Exception {
    client.send("[\"1\",\"2\",\"pubsub\",\"subscribe\"," + request + "]");
    return client.next();
  }

  @Test
  void whoSubscribesWithASelectorGetsWhatItSelectsUntilItAsksForSomethingElse() throws Exception {
    try (WebSocketClient client = connected("pubsub", "{}")) {
      assertThat(subscribe(client, "{\"topic\":\"news:*\",\"selector\":\"message.priority:high\"}"))
          .contains("\"subscribed\"");
      server.bus("default").publish("news:a", 1);
      server.bus("default").publish("news:a", 2, URGENT);
      assertThat(client.next()).contains("\"payload\":2");

      assertThat(subscribe(client, "{\"topic\":\"news:*\",\"selector\":\"header.lang:de\"}"))
          .contains("\"subscribed\"");
      server.bus("default").publish("news:a", 3, URGENT);
      client.send(
          "[\"1\",\"3\",\"pubsub\",\"publish\",{\"topic\":\"news:b\",\"message\":4,"
              + "\"headers\":{\"lang\":\"de\"}}]");
      assertThat(client.next() + client.next()).contains("\"payload\":4").doesNotContain(":3}");

      assertThat(subscribe(client, "{\"topic\":\"news:*\"}")).contains("\"subscribed\"");
      server.bus("default").publish("news:a", 5);
      assertThat(client.next()).contains("\"payload\":5");
    }
  }

  @Test
  void aSelectorThatCannotBeReadIsRefusedAndTheSubscriptionStaysAsItWas() throws Exception {
    try (WebSocketClient client = connected("pubsub", "{}")) {
      subscribe(client, "{\"topic\":\"wire:*\",\"selector\":\"message.priority:high\"}");

      assertThat(subscribe(client, "{\"topic\":\"wire:*\",\"selector\":\"message.size:1\"}"))
          .contains("\"error\"", "BAD_REQUEST", "at character 9");
      server.bus("default").publish("wire:a", 1);
      server.bus("default").publish("wire:a", 2, URGENT);
      assertThat(client.next()).contains("\"payload\":2");
    }
  }

  @Test
  void whoJoinsATopicMaySelect() throws Exception {
    try (WebSocketClient client = connected("room:select", "{\"selector\":\"message.type:say\"}")) {
      server.bus("default").publish("room:select", 1, PublishOptions.ofType("shout"));
      server.bus("default").publish("room:select", 2, PublishOptions.ofType("say"));

      assertThat(client.next()).contains("\"say\"");
    }
  }

  @Test
  void aStreamOfEventsMaySelect() throws Exception {
    String selector = URLEncoder.encode("agent.type:demo.location:node1.*", StandardCharsets.UTF_8);
    try (Events events =
        new Events(server.port(), "/api/topics/agents/events?selector=" + selector)) {
      String greeting = events.block().orElseThrow();
      assertThat(greeting).contains("subscribed");
      server.bus("default").publish("agents", 1);
      server
          .bus("default")
          .publish(
              "agents",
              2,
              PublishOptions.DEFAULT
                  .withHeader("agent.type", "demo")
                  .withHeader("agent.location", "node1.rack2"));

      assertThat(events.next().data()).contains("\"message\":2");
    }
  }

  @Test
  void aStreamWhoseSelectorCannotBeReadIsRefused() throws Exception {
    assertThat(server.get("/api/topics/agents/events?selector=nothing").statusCode())
        .isEqualTo(400);
  }
}
