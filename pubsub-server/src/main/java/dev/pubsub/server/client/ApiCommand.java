package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks the API once and shows the answer. */
@Command(mixinStandardHelpOptions = true)
abstract sealed class ApiCommand implements Callable<Integer>
    permits TopicsCommand,
        StatsCommand,
        HealthCommand,
        ClusterCommand,
        TraceCommand,
        SetCommand,
        DlqListCommand,
        DlqShowCommand,
        DlqChangeCommand {

  private final Console console;

  @Mixin private Target target = new Target();

  @Option(names = "--json", description = "Print the answer of the API as it is.")
  private boolean json;

  ApiCommand(Console console) {
    this.console = console;
  }

  /** Asks what the command is about. */
  abstract Answer ask(Api api) throws InterruptedException;

  /** What people read of an answer. */
  abstract Table table(Answer answer);

  @Override
  public final Integer call() throws InterruptedException {
    Answer answer = ask(new Api(target));
    console.line(json ? answer.body() : table(answer).toString());
    console.flush();
    return answer.isOk() ? 0 : 1;
  }
}
