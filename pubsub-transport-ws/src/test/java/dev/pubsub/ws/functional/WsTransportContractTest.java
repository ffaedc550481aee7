package dev.pubsub.ws.functional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.Host;
import dev.pubsub.testkit.TransportContract;
import dev.pubsub.ws.WsPlugin;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/** What every transport promises, asked over V2 frames on the control channel. */
final class WsTransportContractTest extends TransportContract {

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  protected Plugin plugin() {
    return new WsPlugin();
  }

  @Override
  protected Host open(Plugin plugin) {
    PubSub pubsub =
        PubSub.builder().discover(false).plugin(plugin).set("pubsub.plugin.ws.port", "0").open();
    return new Host(
        pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
  }

  @Override
  protected Client connect(URI uri) throws Exception {
    return new ControlClient(
        WebSocketClient.connect(http, uri.getPort(), uri.getPath() + "?vsn=2.0.0"));
  }

  @Override
  protected Object payload(String text) {
    return Map.of("text", text);
  }

  @Override
  protected String text(Object payload) {
    return (String) ((Map<?, ?>) payload).get("text");
  }

  private static final class ControlClient implements Client {

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<JsonNode> events = new ArrayDeque<>();
    private final WebSocketClient socket;

    ControlClient(WebSocketClient socket) throws Exception {
      this.socket = socket;
      call("phx_join", Map.of());
    }

    @Override
    public void publish(String topic, String text) throws Exception {
      push("publish", Map.of("topic", topic, "message", Map.of("text", text)));
    }

    @Override
    public void subscribe(String pattern) throws Exception {
      call("subscribe", Map.of("topic", pattern));
    }

    private void push(String event, Object payload) throws Exception {
      socket.send(json.writeValueAsString(new Object[] {"1", event, "pubsub", event, payload}));
    }

    /** Pushes and waits for the answer; what arrives before it is kept. */
    private void call(String event, Object payload) throws Exception {
      push(event, payload);
      JsonNode frame = read();
      while (!frame.path(1).asText().equals(event)) {
        keep(frame);
        frame = read();
      }
      if (!frame.at("/4/status").asText().equals("ok")) {
        throw new IllegalStateException("refused: " + frame);
      }
    }

    private JsonNode read() throws Exception {
      return json.readTree(socket.next());
    }

    private void keep(JsonNode frame) {
      if (frame.path(3).asText().equals("message")) {
        events.add(frame.path(4));
      }
    }

    @Override
    public Message next(Duration patience) throws Exception {
      while (events.isEmpty()) {
        keep(read());
      }
      JsonNode event = events.remove();
      return new Message(event.path("topic").asText(), event.at("/message/text").asText());
    }

    @Override
    public void cut() {
      socket.close();
    }

    @Override
    public void close() {
      // The server may close at the same moment; then there is nothing left to say.
      var unused = socket.socket().sendClose(1000, "").handle((sent, closed) -> sent).join();
    }
  }
}
