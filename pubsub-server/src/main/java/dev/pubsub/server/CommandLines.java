package dev.pubsub.server;

import dev.pubsub.error.PubSubException;
import dev.pubsub.server.client.ClientCommands;
import dev.pubsub.server.client.ClientException;
import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import dev.pubsub.server.doctor.DoctorCommand;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Puts the commands together, and says in one place how a failure is told. */
final class CommandLines {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String SERVE = "serve";

  /** All commands, in the order in which they are listed. */
  private static final List<String> NAMES =
      List.of(
          SERVE,
          "pub",
          "request",
          "sub",
          "replay",
          "topics",
          "stats",
          "health",
          "cluster",
          "top",
          "bench",
          "trace",
          "set",
          "dlq",
          "doctor",
          "rehearse");

  private final Console console;
  private final Termination termination;
  private final Map<String, String> environment;
  private final RootCommand root = new RootCommand();

  private CommandLines(Console console, Termination termination, Map<String, String> environment) {
    this.console = console;
    this.termination = termination;
    this.environment = environment;
  }

  /**
   * Runs the command that the arguments name.
   *
   * @param console the streams of the commands
   * @param termination how those that go on and on are told to end
   * @param environment the variables of the process
   * @return the exit code
   */
  static int run(
      Console console, Termination termination, Map<String, String> environment, String... args) {
    // Reading the annotations of all the others would take a tenth of the server's start.
    boolean known = args.length > 0 && NAMES.contains(args[0]);
    List<String> names = known ? List.of(args[0]) : NAMES;
    Runnable logging = known && args[0].equals(SERVE) ? HeadStart.begin() : () -> {};
    CommandLines commands = new CommandLines(console, termination, environment);
    return commands.line(names, logging).execute(args);
  }

  /**
   * Reads what the commands take.
   *
   * @param logging returns when whatever is made from then on may log
   */
  private CommandLine line(List<String> names, Runnable logging) {
    CommandLine line = new CommandLine(root);
    logging.run();
    for (String name : names) {
      line.addSubcommand(name, command(name));
    }
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        // A message may begin with '@'; that is no file of arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, parsed) -> wrongUse(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
  }

  private Object command(String name) {
    return switch (name) {
      case SERVE -> new ServeCommand(console, termination, environment);
      case "doctor" -> new DoctorCommand(console, environment);
      case "rehearse" -> new RehearseCommand();
      default -> ClientCommands.make(name, console, termination);
    };
  }

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  private int wrongUse(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    tell("BAD_USAGE", "%s; see './%s --help'".formatted(e.getMessage(), command));
    return USAGE;
  }

  private int failed(Exception e) {
    if (e instanceof ClientException failure) {
      tell(failure.code(), String.valueOf(e.getMessage()));
    } else if (e instanceof PubSubException refusal) {
      tell(refusal.code().name(), refusal.getMessage());
    } else {
      tell("INTERNAL", "this should not happen; --debug shows where: " + e);
    }
    if (root.debug()) {
      e.printStackTrace(console.err());
    }
    return FAILED;
  }

  /** Always one line, whatever others put into their messages. */
  private void tell(String code, String sentence) {
    console.err().println(code + ": " + sentence.replaceAll("\\s*\\R\\s*", "; "));
  }
}
