package dev.pubsub.ws.undertow;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Who can reach an address that is listened on. */
final class Reach {

  private static final String MEANS =
      ": whoever can reach it may publish and subscribe, as clients are not asked who they are."
          + " Web pages from other hosts are refused unless pubsub.plugin.ws.origins names them";

  private Reach() {}

  /** What it means to listen there; nothing where only programs of this machine can connect. */
  static Optional<String> of(InetSocketAddress listening) {
    InetAddress address = listening.getAddress();
    if (address.isLoopbackAddress()) {
      return Optional.empty();
    }
    String where =
        address.isAnyLocalAddress() ? "all interfaces of this machine" : address.getHostAddress();
    return Optional.of("Listening on " + where + ", port " + listening.getPort() + MEANS);
  }
}
