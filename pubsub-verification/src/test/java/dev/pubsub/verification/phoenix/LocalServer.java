package dev.pubsub.verification.phoenix;

import dev.pubsub.Bus;
import dev.pubsub.core.PubSub;
import dev.pubsub.ws.WsPlugin;
import java.net.URI;

/** A server in this JVM that can be restarted on the port it got. */
final class LocalServer implements AutoCloseable {

  private PubSub pubsub;
  private final URI webSocket;

  LocalServer() {
    pubsub = open(0);
    webSocket =
        pubsub.addresses().stream()
            .map(address -> address.uri())
            .filter(uri -> uri.getScheme().equals("ws"))
            .findFirst()
            .orElseThrow();
  }

  private static PubSub open(int port) {
    return PubSub.builder()
        .plugin(new WsPlugin())
        .set("pubsub.plugin.ws.port", Integer.toString(port))
        .set("pubsub.buses", "audit")
        .set("pubsub.history", "past:*=100,long:*=1000")
        .open();
  }

  URI webSocket() {
    return webSocket;
  }

  Bus bus() {
    return pubsub.bus();
  }

  void restart() {
    pubsub.close();
    pubsub = open(webSocket.getPort());
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
