package dev.pubsub.examples;

import dev.pubsub.core.PubSub;
import dev.pubsub.ws.WsPlugin;

/** A program that serves its bus to browsers: add the plugin, and publish as before. */
public final class WebSocketServer {

  private WebSocketServer() {}

  /** Serves on a free port, says where, publishes one signal, and ends. */
  public static void main(String[] args) {
    try (PubSub pubsub =
        PubSub.builder().plugin(new WsPlugin()).set("pubsub.plugin.ws.port", "0").open()) {
      pubsub
          .addresses()
          .forEach(address -> System.out.println(address.purpose() + " " + address.uri()));
      pubsub.bus().publish("room:1", "hello, browsers");
    }
  }
}
