package dev.pubsub.ws.undertow;

import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.ws.json.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;

/** Tells the bus {@code security} who was not let in. Any thread may use it; nothing blocks. */
final class RefusalFeed {

  /** What a stranger may make us repeat. */
  private static final int MOST_CHARACTERS = 200;

  private static final String FORBIDDEN = "FORBIDDEN";

  private final Gateway gateway;

  RefusalFeed(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Tells of a refusal, unless it only says that a client was wrong or came too late. */
  void refused(HttpServerExchange exchange, String code) {
    if (!code.equals(FORBIDDEN)) {
      return;
    }
    InetSocketAddress from = exchange.getSourceAddress();
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    gateway.tell(
        "security",
        "security_events:authorization",
        "access_refused",
        Json.object(
            "reason",
            code,
            "ip_address",
            from.getAddress().getHostAddress(),
            "resource",
            cut(exchange.getRequestMethod() + " " + exchange.getRequestPath()),
            "origin",
            origin == null ? "" : cut(origin)));
  }

  /** Tells of a page that wanted to change something. */
  void refused(HttpServerExchange exchange) {
    refused(exchange, FORBIDDEN);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }
}
