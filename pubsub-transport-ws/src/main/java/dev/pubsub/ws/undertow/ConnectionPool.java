package dev.pubsub.ws.undertow;

import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import java.util.Map;

/**
 * Who is connected, for the bus {@code diagnostics}.
 *
 * @param connections all there are
 * @param refusals those who were not let in
 * @param places for WebSockets and streams of events together
 */
record ConnectionPool(Connections connections, Refusals refusals, int places) {

  /** Has it told from now on. */
  void tellBy(Gateway gateway) {
    gateway.tellRegularly(
        "diagnostics", "diagnostics:connection_pool", "connection_pool", this::fields);
  }

  private Map<String, Object> fields() {
    return Json.object(
        "component",
        "ws",
        "metadata",
        Json.object(
            "connections",
            connections.count(Connection.class),
            "streams",
            connections.count(EventStream.class),
            "places",
            places,
            "places_taken",
            connections.placesTaken(),
            "refused",
            refusals.total()));
  }
}
