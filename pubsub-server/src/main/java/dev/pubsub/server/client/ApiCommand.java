package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Usage;
import java.util.List;

/** A command that asks the API once and shows the answer. */
abstract sealed class ApiCommand implements Command
    permits TopicsCommand,
        StatsCommand,
        HealthCommand,
        ClusterCommand,
        TraceCommand,
        SetCommand,
        DlqListCommand,
        DlqShowCommand,
        DlqChangeCommand {

  private static final Flag JSON = new Flag("--json", "Print the answer of the API as it is.");

  private final Console console;
  private final Usage usage;

  /** A command that takes what was said and where the server is. */
  ApiCommand(Console console, Usage usage) {
    this.console = console;
    this.usage = usage.with(Target.OPTIONS).with(List.of(JSON));
  }

  /** Asks what the command is about. */
  abstract Answer ask(Api api, Arguments arguments) throws InterruptedException;

  /** What people read of an answer. */
  abstract Table table(Answer answer);

  @Override
  public final Usage usage() {
    return usage;
  }

  @Override
  public final int run(Arguments arguments) throws InterruptedException {
    Answer answer = ask(new Api(Target.of(arguments)), arguments);
    console.line(arguments.has(JSON) ? answer.body() : table(answer).toString());
    console.flush();
    return answer.isOk() ? 0 : 1;
  }
}
