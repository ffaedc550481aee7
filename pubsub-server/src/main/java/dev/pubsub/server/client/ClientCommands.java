package dev.pubsub.server.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All the commands that talk to a server. */
public final class ClientCommands {

  private ClientCommands() {}

  /**
   * Makes the commands.
   *
   * @param console their streams
   * @param termination how those that go on and on are told to end
   * @return by the name on the command line, what makes objects that picocli reads
   */
  public static Map<String, Supplier<Object>> of(Console console, Termination termination) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("pub", () -> new PubCommand(console));
    commands.put("request", () -> new RequestCommand(console));
    commands.put("sub", () -> new SubCommand(console, termination));
    commands.put("replay", () -> new ReplayCommand(console));
    commands.put("topics", () -> new TopicsCommand(console));
    commands.put("stats", () -> new StatsCommand(console));
    commands.put("health", () -> new HealthCommand(console));
    commands.put("cluster", () -> new ClusterCommand(console));
    commands.put("top", () -> new TopCommand(console, termination, hasTerminal()));
    commands.put("bench", () -> new BenchCommand(console, termination, hasTerminal()));
    commands.put("trace", () -> new TraceCommand(console));
    commands.put("set", () -> new SetCommand(console));
    commands.put("dlq", () -> DlqCommand.with(console));
    return commands;
  }

  // JDK 22 to 24 may take a file for one: nothing worse than two signs too many come of it.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasTerminal() {
    return System.console() != null;
  }
}
