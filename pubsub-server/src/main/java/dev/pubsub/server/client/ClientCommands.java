package dev.pubsub.server.client;

import java.util.List;

/** All the commands that talk to a server. */
public final class ClientCommands {

  private ClientCommands() {}

  /**
   * Makes the commands.
   *
   * @param console their streams
   * @param termination how those that go on and on are told to end
   * @return objects that picocli reads, named by their annotations
   */
  public static List<Object> of(Console console, Termination termination) {
    return List.of(
        new PubCommand(console),
        new SubCommand(console, termination),
        new TopicsCommand(console),
        new StatsCommand(console),
        new HealthCommand(console));
  }
}
