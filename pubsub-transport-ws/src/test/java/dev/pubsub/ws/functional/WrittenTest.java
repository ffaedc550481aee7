package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Hop;
import dev.pubsub.Hop.Step;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.signal.SignalId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last step of a signal on its way to a client: it has left. */
@Timeout(60)
final class WrittenTest {

  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private SignalId publish(String topic) {
    return ((Accepted) server.bus().publish(topic, "x")).id();
  }

  private List<Hop> written(SignalId id) {
    return server.bus().trace(id).stream().filter(hop -> hop.step() == Step.WRITTEN).toList();
  }

  private String onlyConnection() throws Exception {
    return RunningServer.json(server.get("/api/connections")).findValue("id").asText();
  }

  private void isTold(SignalId id, String pattern) throws Exception {
    await().until(() -> !written(id).isEmpty());
    assertThat(written(id)).hasSize(1);
    assertThat(written(id).get(0).where()).isEqualTo(pattern);
    assertThat(written(id).get(0).detail()).isEqualTo(onlyConnection());
  }

  @Test
  void theSocketOfAChannelTellsIt() throws Exception {
    WebSocketClient client = server.connect("");
    client.send("{\"topic\":\"room:*\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}");
    client.next();
    SignalId id = publish("room:1");
    client.next();
    isTold(id, "room:*");
  }

  @Test
  void aStreamOfEventsTellsIt() throws Exception {
    try (Events events = new Events(server.port(), "/api/topics/news/events")) {
      events.block();
      SignalId id = publish("news");
      events.block();
      isTold(id, "news");
    }
  }
}
