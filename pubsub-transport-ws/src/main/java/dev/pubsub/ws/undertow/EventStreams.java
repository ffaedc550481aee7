package dev.pubsub.ws.undertow;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.http.ApiError;
import dev.pubsub.ws.http.PercentCoding;
import dev.pubsub.ws.http.ServerState;
import dev.pubsub.ws.phoenix.ConnectOutcome;
import dev.pubsub.ws.phoenix.ConnectRequest;
import dev.pubsub.ws.phoenix.Doorkeeper;
import dev.pubsub.ws.sse.EventPath;
import dev.pubsub.ws.sse.EventRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a request into a stream of events: the same door, limits and rules as a WebSocket's. */
final class EventStreams implements HttpHandler {

  private static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

  private final Doorkeeper doorkeeper;
  private final Gateway gateway;
  private final ServerState state;
  private final Connections connections;
  private final ConnectionFactory factory;
  private final HttpBridge http;
  private final RefusalFeed refusals;
  private final int maxConnections;
  private final int maxReplay;

  EventStreams(
      Doorkeeper doorkeeper,
      Gateway gateway,
      ServerState state,
      Connections connections,
      ConnectionFactory factory,
      HttpBridge http,
      RefusalFeed refusals,
      int maxConnections,
      int maxReplay) {
    this.doorkeeper = doorkeeper;
    this.gateway = gateway;
    this.state = state;
    this.connections = connections;
    this.factory = factory;
    this.http = http;
    this.refusals = refusals;
    this.maxConnections = maxConnections;
    this.maxReplay = maxReplay;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    try {
      open(exchange);
    } catch (PubSubException e) {
      http.send(exchange, ApiError.of(e).response());
    } catch (ApiError e) {
      http.send(exchange, e.response());
    }
  }

  private void open(HttpServerExchange exchange) throws ApiError {
    HeaderMap headers = exchange.getRequestHeaders();
    Optional<String> origin = Optional.ofNullable(headers.getFirst(Headers.ORIGIN));
    EventPath path = EventPath.of(exchange.getRequestPath());
    Map<String, String> query =
        new HashMap<>(
            PercentCoding.query(exchange.getQueryString()).orElseThrow(ApiError::badQuery));
    SubscribeOptions options =
        EventRequest.options(
            Optional.ofNullable(headers.getFirst(LAST_EVENT_ID)), query, maxReplay);
    query.put("bus", path.bus());
    Session session =
        admit(
            exchange,
            path,
            new ConnectRequest(
                query,
                origin,
                Optional.ofNullable(headers.getFirst(Headers.HOST)),
                RefusalFeed.addressOf(exchange),
                List.of()));
    EventStream stream = factory.stream(exchange, session);
    exchange.setPersistent(false);
    // Whatever becomes of the connection from here on, its end is the end of the session.
    exchange
        .getConnection()
        .addCloseListener(
            closed -> {
              stream.end();
              connections.givePlaceBack();
            });
    connections.add(stream);
    // On a worker thread, since a history may take its time.
    exchange.dispatch(
        worker -> {
          try {
            stream.subscribe(path.topic(), options);
            answer(worker.getResponseHeaders(), origin);
            worker.dispatch(worker.getIoThread(), stream::begin);
          } catch (PubSubException e) {
            session.close();
            http.send(worker, ApiError.of(e).response());
          }
        });
  }

  /** Takes a place among all that are connected, and opens a session. */
  private Session admit(HttpServerExchange exchange, EventPath path, ConnectRequest request)
      throws ApiError {
    if (state.isDraining() || !connections.takePlace(maxConnections)) {
      refusals.refused(exchange, RefusalFeed.UNAVAILABLE);
      throw ApiError.unavailable();
    }
    ConnectOutcome outcome = doorkeeper.admit(request, gateway);
    if (outcome instanceof ConnectOutcome.Accepted accepted) {
      return accepted.session();
    }
    connections.givePlaceBack();
    ConnectOutcome.Refused refused = (ConnectOutcome.Refused) outcome;
    refusals.refused(exchange, refused.code());
    throw ApiError.refused(refused, path.bus());
  }

  private static void answer(HeaderMap headers, Optional<String> origin) {
    headers.put(Headers.CONTENT_TYPE, "text/event-stream");
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(NO_SNIFF, "nosniff");
    origin.ifPresent(
        page -> {
          headers.put(ALLOW_ORIGIN, page);
          headers.put(Headers.VARY, "Origin");
        });
  }
}
