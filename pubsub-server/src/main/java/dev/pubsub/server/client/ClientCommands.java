package dev.pubsub.server.client;

import dev.pubsub.server.commandline.Entry;
import java.util.Optional;

/** All the commands that talk to a server. */
public final class ClientCommands {

  private ClientCommands() {}

  /**
   * Makes a command.
   *
   * @param name its name on the command line
   * @param console its streams
   * @param termination how it is told to end, if it goes on and on
   * @return the command, or those below it; empty if there is none of that name
   */
  public static Optional<Entry> make(String name, Console console, Termination termination) {
    return switch (name) {
      case "pub" -> Optional.of(new PubCommand(console));
      case "request" -> Optional.of(new RequestCommand(console));
      case "sub" -> Optional.of(new SubCommand(console, termination));
      case "replay" -> Optional.of(new ReplayCommand(console));
      case "topics" -> Optional.of(new TopicsCommand(console));
      case "stats" -> Optional.of(new StatsCommand(console));
      case "health" -> Optional.of(new HealthCommand(console));
      case "cluster" -> Optional.of(new ClusterCommand(console));
      case "top" -> Optional.of(new TopCommand(console, termination, hasTerminal()));
      case "bench" -> Optional.of(new BenchCommand(console, termination, hasTerminal()));
      case "trace" -> Optional.of(new TraceCommand(console));
      case "set" -> Optional.of(new SetCommand(console));
      case "dlq" -> Optional.of(new DlqCommand(console).group());
      default -> Optional.empty();
    };
  }

  // JDK 22 to 24 may take a file for one: nothing worse than two signs too many come of it.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasTerminal() {
    return System.console() != null;
  }
}
