package dev.pubsub.ws.undertow;

import dev.pubsub.error.PubSubException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/** Undertow, with every limit on what strangers send set by hand. */
final class Server {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final int HEADER_BYTES = 16 * 1024;
  private static final int HEADERS = 100;
  private static final int PARAMETERS = 100;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int HEADER_MILLIS = 10_000;
  private static final int STOP_MILLIS = 2_000;
  private static final int PLAIN_CONNECTIONS = 1_000;

  /** Of a body that is too large so much is thrown away, so that the client hears of it. */
  private static final long THROWN_AWAY = 8;

  private final ListenerOptions options;
  private final Undertow undertow;

  Server(ListenerOptions options, HttpHandler root) {
    this.options = options;
    int connections = options.maxConnections() + PLAIN_CONNECTIONS;
    this.undertow =
        Undertow.builder()
            .addHttpListener(options.port(), options.host())
            .setIoThreads(options.ioThreads())
            .setWorkerThreads(options.ioThreads())
            .setBufferSize(BUFFER_BYTES)
            .setDirectBuffers(true)
            .setHandler(new HttpContinueReadHandler(root))
            // Paths stay as they were sent: a topic may have an encoded slash in its name.
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
            .setServerOption(UndertowOptions.MAX_HEADERS, HEADERS)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, PARAMETERS)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, THROWN_AWAY * options.maxBody())
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_MILLIS)
            .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, STOP_MILLIS)
            .setSocketOption(Options.CONNECTION_HIGH_WATER, connections)
            .setSocketOption(Options.CONNECTION_LOW_WATER, connections)
            .build();
  }

  /** Begins to listen. */
  void start() throws PubSubException {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() instanceof IOException io ? io : e;
      throw cannotListen(cause);
    }
    Reach.of(address()).ifPresent(LOG::warn);
  }

  private PubSubException cannotListen(Throwable cause) {
    String where = options.host() + ":" + options.port();
    String why =
        cause instanceof BindException
            ? "another program listens there, or the address is not of this machine; choose another"
                + " with pubsub.plugin.ws.port or pubsub.plugin.ws.host"
            : cause instanceof UnresolvedAddressException ? "unknown host" : String.valueOf(cause);
    return new PubSubException(
        WsError.CANNOT_LISTEN, "cannot listen on " + where + ": " + why, cause);
  }

  /** The port listened on, which is never 0. */
  int port() {
    return address().getPort();
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
  }

  void stop() {
    undertow.stop();
  }
}
