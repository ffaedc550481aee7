package dev.pubsub.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a server could listen.
 *
 * @param host the name or address of an interface
 * @param port 0 for any
 */
record AddressCheck(String host, int port) implements Check {

  private static final String OTHER_PORT = "end it, or choose another --port";

  @Override
  public String name() {
    return "address";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return Finding.problem(host + " is not known", "choose another --host");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return Finding.ok(host + ":" + port + " is free");
    } catch (IOException e) {
      return holder(String.valueOf(e.getMessage()));
    }
  }

  private List<Finding> holder(String why) throws InterruptedException {
    String where = host + ":" + port;
    Optional<URI> server = Servers.at(host, port);
    return switch (server.isPresent() ? Health.at(server.get()) : Health.NOTHING) {
      case HEALTHY, DEGRADED, DRAINING ->
          Finding.warning("a server of this kind listens on " + where + " already", OTHER_PORT);
      case STRANGER ->
          Finding.problem("another program that speaks HTTP listens on " + where, OTHER_PORT);
      case NOTHING ->
          Finding.problem(
              "cannot listen on " + where + ": " + why,
              "end what listens there (ss -ltnp shows it), or choose another --port or --host");
    };
  }
}
