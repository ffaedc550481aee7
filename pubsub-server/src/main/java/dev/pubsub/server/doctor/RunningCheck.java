package dev.pubsub.server.doctor;

import java.net.URI;
import java.util.List;

/**
 * Whether a server is running.
 *
 * @param server where it would be
 * @param expected whether somebody says that it is there
 */
record RunningCheck(URI server, boolean expected) implements Check {

  @Override
  public String name() {
    return "server";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    return switch (Health.at(server)) {
      case HEALTHY -> Finding.ok("a server runs at " + server + " and is healthy");
      case DEGRADED ->
          Finding.warning(
              "a server runs at " + server + ", and somebody should look at a part of it",
              "see ./pubsub health");
      case DRAINING ->
          Finding.warning("the server at " + server + " is going down", "wait for its end");
      case STRANGER ->
          Finding.warning("what answers at " + server + " is no server of this kind", "see --url");
      case NOTHING ->
          expected
              ? Finding.problem("nothing answers at " + server, "start it by ./pubsub serve")
              : Finding.ok("no server runs at " + server + " yet");
    };
  }
}
