package dev.pubsub.server;

import dev.pubsub.error.PubSubException;
import dev.pubsub.server.client.ClientCommands;
import dev.pubsub.server.client.ClientException;
import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.CommandGroup;
import dev.pubsub.server.commandline.Entry;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Help;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import dev.pubsub.server.doctor.DoctorCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the commands together, and says in one place how a failure is told. */
final class CommandLines {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String SERVE = "serve";

  /** All commands that help lists, in its order. */
  private static final List<String> NAMES =
      List.of(
          SERVE, "pub", "request", "sub", "replay", "topics", "stats", "health", "cluster", "top",
          "bench", "trace", "set", "dlq", "doctor");

  private final Console console;
  private final Termination termination;
  private final Map<String, String> environment;
  private final Runnable logging;

  /**
   * Has run no command yet.
   *
   * @param logging returns when whatever is made from then on may log
   */
  private CommandLines(
      Console console, Termination termination, Map<String, String> environment, Runnable logging) {
    this.console = console;
    this.termination = termination;
    this.environment = environment;
    this.logging = logging;
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
    boolean isServer = args.length > 0 && args[0].equals(SERVE);
    Runnable logging = isServer ? HeadStart.begin() : () -> {};
    CommandLines lines = new CommandLines(console, termination, environment, logging);
    CommandGroup root =
        new CommandGroup(
            "Publish and subscribe: the server and the commands that talk to one.",
            NAMES,
            lines::entry);
    return lines.run("pubsub", root, new ArrayDeque<>(List.of(args)));
  }

  private Optional<Entry> entry(String name) {
    return switch (name) {
      case SERVE -> Optional.of(new ServeCommand(console, termination, environment, logging));
      case "doctor" -> Optional.of(new DoctorCommand(console, environment));
      case "rehearse" -> Optional.of(new RehearseCommand());
      default -> ClientCommands.make(name, console, termination);
    };
  }

  private int run(String path, Entry entry, Deque<String> words) {
    try {
      return entry instanceof CommandGroup group
          ? runBelow(path, group, words)
          : run(path, (Command) entry, words);
    } catch (UsageException e) {
      tell("BAD_USAGE", "%s; see './%s --help'".formatted(e.getMessage(), path));
      return USAGE;
    }
  }

  private int runBelow(String path, CommandGroup group, Deque<String> words) {
    List<String> before = new ArrayList<>();
    while (!words.isEmpty() && words.peek().startsWith("-")) {
      before.add(words.remove());
    }
    Arguments arguments = Arguments.of(Usage.of(group.description()), before);
    if (arguments.has(Flag.HELP)) {
      return print(Help.of(path, group));
    } else if (arguments.has(Flag.VERSION)) {
      return print("pubsub " + Version.text());
    } else if (words.isEmpty()) {
      throw new UsageException("a command is missing: " + String.join(", ", group.names()));
    }
    String name = words.remove();
    if (arguments.has(Flag.DEBUG)) {
      words.addFirst(Flag.DEBUG.usage());
    }
    return run(path + " " + name, group.entry(name), words);
  }

  private int run(String path, Command command, Deque<String> words) {
    Arguments arguments = Arguments.of(command.usage(), words);
    if (arguments.has(Flag.HELP)) {
      return print(Help.of(path, command.usage()));
    } else if (arguments.has(Flag.VERSION)) {
      return print("pubsub " + Version.text());
    }
    try {
      return command.run(arguments);
    } catch (UsageException e) {
      throw e;
    } catch (Exception e) {
      tell(e);
      if (arguments.has(Flag.DEBUG)) {
        e.printStackTrace(console.err());
      }
      return FAILED;
    }
  }

  private int print(String text) {
    console.line(text);
    console.flush();
    return DONE;
  }

  private void tell(Exception e) {
    if (e instanceof ClientException failure) {
      tell(failure.code(), String.valueOf(e.getMessage()));
    } else if (e instanceof PubSubException refusal) {
      tell(refusal.code().name(), refusal.getMessage());
    } else {
      tell("INTERNAL", "this should not happen; --debug shows where: " + e);
    }
  }

  /** Always one line, whatever others put into their messages. */
  private void tell(String code, String sentence) {
    console.err().println(code + ": " + sentence.replaceAll("\\s*\\R\\s*", "; "));
  }
}
