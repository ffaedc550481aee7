package dev.pubsub.server.doctor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where servers are. */
final class Servers {

  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private Servers() {}

  /** Where a server that listens on a host can be asked; nothing when that is no host. */
  static Optional<URI> at(String host, int port) {
    String asked = ANY_ADDRESS.contains(host) ? "127.0.0.1" : host;
    try {
      return Optional.of(new URI("http", null, asked, port, null, null, null));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
