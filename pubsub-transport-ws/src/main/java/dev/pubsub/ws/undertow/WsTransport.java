package dev.pubsub.ws.undertow;

import dev.pubsub.Principal;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.ws.http.Api;
import dev.pubsub.ws.http.OpenConnections;
import dev.pubsub.ws.http.ResponseTimes;
import dev.pubsub.ws.http.ServerState;
import dev.pubsub.ws.json.Json;
import dev.pubsub.ws.phoenix.Doorkeeper;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.sse.EventPath;
import io.undertow.server.HttpHandler;
import io.undertow.util.Methods;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** WebSocket and HTTP on one port. */
public final class WsTransport implements Transport {

  private static final Set<String> SOCKET_PATHS = Set.of("/ws", "/ws/websocket");
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Environment environment;
  private final TransportOptions options;
  private final Doorkeeper doorkeeper;
  private final Protocols protocols;

  private final Refusals refusals = new Refusals();
  private volatile @Nullable Running running;
  private volatile boolean slow;

  /**
   * A transport that is not started.
   *
   * @param environment time and chance
   * @param options what is set
   * @param doorkeeper who may connect
   * @param protocols how clients are spoken with
   */
  public WsTransport(
      Environment environment,
      TransportOptions options,
      Doorkeeper doorkeeper,
      Protocols protocols) {
    this.environment = environment;
    this.options = options;
    this.doorkeeper = doorkeeper;
    this.protocols = protocols;
  }

  @Override
  public void start(Gateway gateway) {
    List<Session> sessions =
        gateway.buses().stream()
            .map(bus -> gateway.open(bus, Principal.ANONYMOUS, SessionOptions.DEFAULT))
            .toList();
    ServerState state = new ServerState(environment.clock());
    Connections connections = new Connections(environment.scheduler(), environment.random());
    Server server;
    try {
      server = new Server(options.listener(), root(gateway, sessions, state, connections));
      server.start();
    } catch (RuntimeException e) {
      sessions.forEach(Session::close);
      throw e;
    }
    running = new Running(sessions, state, connections, server, new Ticks(environment.scheduler()));
    tellReaders();
    new ConnectionPool(connections, refusals, options.listener().maxConnections()).tellBy(gateway);
    running.ticks().every(TICK, connections::sweep, protocols.control()::tellLosses);
  }

  private HttpHandler root(
      Gateway gateway, List<Session> sessions, ServerState state, Connections connections) {
    ListenerOptions listener = options.listener();
    Limits limits = options.limits();
    Json json = protocols.json();
    Scheduler scheduler = environment.scheduler();
    OpenConnections open = new OpenConnections();
    ConnectionFactory factory =
        new ConnectionFactory(
            options.connection(),
            protocols.channels(),
            limits,
            protocols.events(),
            scheduler,
            environment.random(),
            connections,
            open,
            environment.clock());
    RefusalFeed feed = new RefusalFeed(refusals, gateway, scheduler);
    HttpHandler upgrade =
        new Upgrade(
            doorkeeper, gateway, state, connections, factory, feed, listener.maxConnections());
    ResponseTimes times = new ResponseTimes();
    Api api = new Api(gateway, sessions, json, limits, state, times, open);
    HttpBridge http =
        new HttpBridge(
            doorkeeper, api, json, times, scheduler, feed, connections, listener.maxBody());
    HttpHandler streams =
        new EventStreams(
            doorkeeper,
            gateway,
            state,
            connections,
            factory,
            http,
            feed,
            listener.maxConnections(),
            limits.replay());
    return exchange -> {
      String path = exchange.getRequestPath();
      if (SOCKET_PATHS.contains(path)) {
        upgrade.handleRequest(exchange);
      } else if (EventPath.matches(path) && exchange.getRequestMethod().equals(Methods.GET)) {
        streams.handleRequest(exchange);
      } else {
        http.handleRequest(exchange);
      }
    };
  }

  @Override
  public List<Address> addresses() {
    if (running == null) {
      return List.of();
    }
    int port = running.server().port();
    return List.of(
        new Address("WebSocket", uri("ws", port, "/ws")),
        new Address("HTTP API", uri("http", port, "/api")));
  }

  private URI uri(String scheme, int port, String path) {
    try {
      return new URI(scheme, null, options.listener().host(), port, path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("listening on a host that is none", e);
    }
  }

  /** How many WebSockets are open. Any thread. */
  public long openSockets() {
    return open(Connection.class);
  }

  /** How many streams of events are open. Any thread. */
  public long openStreams() {
    return open(EventStream.class);
  }

  /**
   * How many were not let in since the start, by code.
   *
   * @return a figure for each code
   */
  public List<Gauge> refusals() {
    return refusals.gauges();
  }

  private long open(Class<? extends Attached> kind) {
    Running now = running;
    return now == null ? 0 : now.connections().count(kind);
  }

  /** Reads from sockets slowly, so that whoever sends too much waits. Any thread. */
  public void readSlowly() {
    slow = true;
    tellReaders();
  }

  /** Reads as fast as clients send again. Any thread. */
  public void readOn() {
    slow = false;
    tellReaders();
  }

  private synchronized void tellReaders() {
    Running now = running;
    if (now != null) {
      now.connections().readSlowly(slow);
    }
  }

  @Override
  public void quiesce() {
    if (running != null) {
      running.state().drain();
    }
  }

  @Override
  public void drain(Duration patience) {
    quiesce();
    if (running == null) {
      return;
    }
    try {
      running.connections().drain(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    if (running == null) {
      return;
    }
    running.ticks().stop();
    running.connections().end();
    running.server().stop();
    running.sessions().forEach(Session::close);
    running = null;
  }

  private record Running(
      List<Session> sessions,
      ServerState state,
      Connections connections,
      Server server,
      Ticks ticks) {}
}
