package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.http.OpenConnection;
import dev.pubsub.ws.http.OpenConnections;
import dev.pubsub.ws.phoenix.Channels;
import dev.pubsub.ws.phoenix.Client;
import dev.pubsub.ws.phoenix.ConnectOutcome;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.Losses;
import dev.pubsub.ws.phoenix.PhoenixSocket;
import dev.pubsub.ws.sse.EventWriter;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/** Makes a connection of what an upgrade left, and a stream of events of a request. */
final class ConnectionFactory {

  private static final long VERSION_BITS = 0xF000L;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final ConnectionOptions options;
  private final Channels channels;
  private final Limits limits;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final EventWriter events;
  private final Connections connections;
  private final OpenConnections open;
  private final Clock clock;
  private final Map<XnioIoThread, IoLoop> loops = new ConcurrentHashMap<>();

  ConnectionFactory(
      ConnectionOptions options,
      Channels channels,
      Limits limits,
      EventWriter events,
      Scheduler scheduler,
      RandomGenerator random,
      Connections connections,
      OpenConnections open,
      Clock clock) {
    this.options = options;
    this.channels = channels;
    this.limits = limits;
    this.events = events;
    this.scheduler = scheduler;
    this.random = random;
    this.connections = connections;
    this.open = open;
    this.clock = clock;
  }

  /** A connection that has not begun yet. On the I/O thread of the channel. */
  Connection connect(
      StreamConnection channel, InetSocketAddress remote, ConnectOutcome.Accepted accepted) {
    Session session = accepted.session();
    String id = newId();
    Losses losses = new Losses();
    Backlog backlog = new Backlog(session, options.highMark(), options.lowMark());
    Connection connection =
        new Connection(
            channel,
            loop(channel.getIoThread()),
            scheduler::nanoTime,
            options,
            backlog,
            wire ->
                new PhoenixSocket(
                    new Client(id, session, accepted.serializer(), wire, losses), channels, limits),
            ended -> remove(id, ended));
    open.add(
        new OpenConnection(
            id,
            "websocket",
            clock.instant(),
            remote,
            session,
            losses,
            backlog::waiting,
            () -> connection.closeSoon(CloseCode.POLICY, "closed by an administrator")));
    connections.add(connection);
    return connection;
  }

  private void remove(String id, Attached ended) {
    open.remove(id);
    connections.remove(ended);
  }

  private IoLoop loop(XnioIoThread thread) {
    return loops.computeIfAbsent(thread, IoLoop::new);
  }

  /** A stream of events that has not begun yet. On the I/O thread of the exchange. */
  EventStream stream(HttpServerExchange exchange, Session session) {
    String id = newId();
    EventStream stream =
        new EventStream(
            id,
            exchange,
            loop(exchange.getIoThread()),
            scheduler::nanoTime,
            options,
            session,
            events,
            ended -> remove(id, ended));
    open.add(stream.shown(clock.instant()));
    return stream;
  }

  /** A UUID of version 4 (RFC 9562). */
  private String newId() {
    return new UUID(
            (random.nextLong() & ~VERSION_BITS) | VERSION_4,
            (random.nextLong() & ~VARIANT_BITS) | VARIANT)
        .toString();
  }
}
