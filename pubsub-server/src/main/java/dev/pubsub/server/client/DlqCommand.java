package dev.pubsub.server.client;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    description = "Works with dead letters: signals that a subscription did not get.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class DlqCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with those below it. */
  static CommandLine with(Console console) {
    return new CommandLine(new DlqCommand())
        .addSubcommand("list", new DlqListCommand(console))
        .addSubcommand("show", new DlqShowCommand(console))
        .addSubcommand("redrive", new DlqRedriveCommand(console))
        .addSubcommand("purge", new DlqPurgeCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, redrive or purge is missing");
  }
}
