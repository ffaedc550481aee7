package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does something to one dead letter, or to all of some topics; which must be said. */
abstract sealed class DlqChangeCommand extends ApiCommand
    permits DlqRedriveCommand, DlqPurgeCommand {

  @Spec private CommandSpec command = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(
      names = "--topic",
      paramLabel = "PATTERN",
      description = "With --all: only those of this topic or pattern.")
  private String topic = "";

  DlqChangeCommand(Console console) {
    super(console);
  }

  /** One, or all. */
  static final class Which {
    @Parameters(paramLabel = "ID", description = "As 'dlq list' shows it.")
    private long id;

    @Option(names = "--all", required = true, description = "All that there are now.")
    private boolean all;
  }

  abstract Answer one(Api api, long id) throws InterruptedException;

  abstract Answer all(Api api, String query) throws InterruptedException;

  @Override
  final Answer ask(Api api) throws InterruptedException {
    if (which.all) {
      return all(api, topic.isEmpty() ? "" : "?topic=" + Api.encoded(topic)).expectOk();
    }
    if (!topic.isEmpty()) {
      throw new ParameterException(command.commandLine(), "--topic goes with --all");
    }
    return one(api, which.id).expectOk();
  }

  @Override
  final Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
