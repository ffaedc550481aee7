package dev.pubsub.ws.undertow;

import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.http.PercentCoding;
import dev.pubsub.ws.http.ServerState;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.ConnectOutcome;
import dev.pubsub.ws.phoenix.ConnectRequest;
import dev.pubsub.ws.phoenix.Doorkeeper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP connection into a WebSocket: the opening handshake of RFC 6455, section 4.2. */
final class Upgrade implements HttpHandler {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final HttpString CODE = new HttpString("X-Error-Code");
  private static final HttpString ACCEPT = new HttpString("Sec-WebSocket-Accept");
  private static final HttpString KEY = new HttpString("Sec-WebSocket-Key");
  private static final HttpString PROTOCOL = new HttpString("Sec-WebSocket-Protocol");
  private static final HttpString VERSION = new HttpString("Sec-WebSocket-Version");
  private static final int KEY_BYTES = 16;

  private final Doorkeeper doorkeeper;
  private final Gateway gateway;
  private final ServerState state;
  private final Connections connections;
  private final ConnectionFactory factory;
  private final RefusalFeed refusals;
  private final int maxConnections;

  Upgrade(
      Doorkeeper doorkeeper,
      Gateway gateway,
      ServerState state,
      Connections connections,
      ConnectionFactory factory,
      RefusalFeed refusals,
      int maxConnections) {
    this.doorkeeper = doorkeeper;
    this.gateway = gateway;
    this.state = state;
    this.connections = connections;
    this.factory = factory;
    this.refusals = refusals;
    this.maxConnections = maxConnections;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    Optional<Map<String, String>> query = PercentCoding.query(exchange.getQueryString());
    if (!isHandshake(exchange, headers) || query.isEmpty()) {
      refusals.refused(exchange, BadRequest.CODE);
      exchange.getResponseHeaders().put(VERSION, "13");
      refuse(exchange, 400);
      return;
    }
    if (state.isDraining() || !connections.takePlace(maxConnections)) {
      refusals.refused(exchange, RefusalFeed.UNAVAILABLE);
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
      refuse(exchange, 503);
      return;
    }
    ConnectRequest request =
        new ConnectRequest(
            query.get(),
            Optional.ofNullable(headers.getFirst(Headers.ORIGIN)),
            Optional.ofNullable(headers.getFirst(Headers.HOST)),
            RefusalFeed.addressOf(exchange),
            tokens(headers, PROTOCOL));
    ConnectOutcome outcome = doorkeeper.admit(request, gateway);
    if (outcome instanceof ConnectOutcome.Accepted accepted) {
      accept(exchange, accepted, headers.getFirst(KEY));
    } else if (outcome instanceof ConnectOutcome.Refused refused) {
      connections.givePlaceBack();
      refusals.refused(exchange, refused.code());
      exchange.getResponseHeaders().put(CODE, refused.code());
      refused
          .headers()
          .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
      refuse(exchange, refused.status());
    }
  }

  private static boolean isHandshake(HttpServerExchange exchange, HeaderMap headers) {
    return exchange.getRequestMethod().equals(Methods.GET)
        && exchange.isRequestComplete()
        && tokens(headers, Headers.UPGRADE).stream().anyMatch("websocket"::equalsIgnoreCase)
        && tokens(headers, Headers.CONNECTION).stream().anyMatch("upgrade"::equalsIgnoreCase)
        && "13".equals(headers.getFirst(VERSION))
        && isKey(headers.getFirst(KEY));
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> tokens(HeaderMap headers, HttpString name) {
    return headers.contains(name)
        ? headers.get(name).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .toList()
        : List.of();
  }

  private void accept(HttpServerExchange exchange, ConnectOutcome.Accepted accepted, String key) {
    Session session = accepted.session();
    // Whatever becomes of the connection from here on, its end is the end of the session.
    exchange
        .getConnection()
        .addCloseListener(
            closed -> {
              session.close();
              connections.givePlaceBack();
            });
    InetSocketAddress remote = exchange.getSourceAddress();
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(ACCEPT, acceptKey(key.strip()));
    accepted.subprotocol().ifPresent(protocol -> headers.put(PROTOCOL, protocol));
    exchange.upgradeChannel(
        "websocket", (channel, upgraded) -> factory.connect(channel, remote, accepted).begin());
    exchange.endExchange();
  }

  private static String acceptKey(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  private static void refuse(HttpServerExchange exchange, int status) {
    exchange.setStatusCode(status);
    exchange.endExchange();
  }
}
