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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Puts the commands together, and says in one place how a failure is told. */
final class CommandLines {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Console console;
  private final RootCommand root = new RootCommand();

  private CommandLines(Console console) {
    this.console = console;
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
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", () -> new ServeCommand(console, termination, environment));
    commands.putAll(ClientCommands.of(console, termination));
    commands.put("doctor", () -> new DoctorCommand(console, environment));
    commands.put("rehearse", RehearseCommand::new);
    return new CommandLines(console).line(commands, args).execute(args);
  }

  private CommandLine line(Map<String, Supplier<Object>> commands, String... args) {
    CommandLine line = new CommandLine(root);
    if (args.length > 0 && commands.containsKey(args[0])) {
      // Reading the annotations of all the others would take a tenth of the server's start.
      commands.keySet().retainAll(Set.of(args[0]));
    }
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        // A message may begin with '@'; that is no file of arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, parsed) -> wrongUse(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e));
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
