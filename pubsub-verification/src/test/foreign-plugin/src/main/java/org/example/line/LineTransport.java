package org.example.line;

import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.edge.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Listens on a port; every connection has a session and a thread that reads it. */
final class LineTransport implements Transport {

  private static final int CONNECTIONS_MAX = 1000;

  private final int port;
  private final Set<LineConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;

  LineTransport(int port) {
    this.port = port;
  }

  @Override
  public void start(Gateway gateway) throws IOException {
    ServerSocket opened = new ServerSocket();
    listener = opened;
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    daemon("line-accept", () -> accept(opened, gateway));
  }

  private void accept(ServerSocket opened, Gateway gateway) {
    while (!opened.isClosed()) {
      try {
        serve(opened.accept(), gateway);
      } catch (IOException | PubSubException e) {
        // Closed, which ends the loop, or too many files are open, which may pass.
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private void serve(Socket socket, Gateway gateway) throws IOException {
    if (connections.size() >= CONNECTIONS_MAX) {
      socket.close();
      return;
    }
    LineConnection connection =
        new LineConnection(
            socket, gateway.open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT));
    connections.add(connection);
    daemon(
        "line-" + socket.getPort(),
        () -> {
          connection.run();
          connections.remove(connection);
        });
    if (listener.isClosed()) {
      connection.close();
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells whoever asks over HTTP how many clients there are. */
  EndpointResponse figures(EndpointRequest request) {
    String json = "{\"clients\":" + connections.size() + "}";
    return EndpointResponse.of(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Address> addresses() {
    return List.of(new Address("line", URI.create("tcp://127.0.0.1:" + listener.getLocalPort())));
  }

  @Override
  public void drain(Duration patience) {
    closeListener();
  }

  @Override
  public void stop() {
    closeListener();
    connections.forEach(LineConnection::close);
  }

  private void closeListener() {
    try {
      if (listener != null) {
        listener.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the port could not be freed", e);
    }
  }
}
