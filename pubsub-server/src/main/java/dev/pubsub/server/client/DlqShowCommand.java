package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Shows all of a dead letter, its message too.")
final class DlqShowCommand extends ApiCommand {

  @Parameters(paramLabel = "ID", description = "As 'dlq list' shows it.")
  private long id;

  DlqShowCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    return api.get("/dead-letters/" + id).expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
