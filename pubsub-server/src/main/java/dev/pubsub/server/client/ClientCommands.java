package dev.pubsub.server.client;

/** All the commands that talk to a server. */
public final class ClientCommands {

  private ClientCommands() {}

  /**
   * Makes a command.
   *
   * @param name its name on the command line
   * @param console its streams
   * @param termination how it is told to end, if it goes on and on
   * @return an object that picocli reads
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Object make(String name, Console console, Termination termination) {
    return switch (name) {
      case "pub" -> new PubCommand(console);
      case "request" -> new RequestCommand(console);
      case "sub" -> new SubCommand(console, termination);
      case "replay" -> new ReplayCommand(console);
      case "topics" -> new TopicsCommand(console);
      case "stats" -> new StatsCommand(console);
      case "health" -> new HealthCommand(console);
      case "cluster" -> new ClusterCommand(console);
      case "top" -> new TopCommand(console, termination, hasTerminal());
      case "bench" -> new BenchCommand(console, termination, hasTerminal());
      case "trace" -> new TraceCommand(console);
      case "set" -> new SetCommand(console);
      case "dlq" -> DlqCommand.with(console);
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
  }

  // JDK 22 to 24 may take a file for one: nothing worse than two signs too many come of it.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasTerminal() {
    return System.console() != null;
  }
}
