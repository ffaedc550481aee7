package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;

final class DlqShowCommand extends ApiCommand {

  private static final Parameter<Long> ID =
      new Parameter<>("ID", Reader.LONG, "As 'dlq list' shows it.");

  DlqShowCommand(Console console) {
    super(console, Usage.of("Shows all of a dead letter, its message too.", ID));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    return api.get("/dead-letters/" + arguments.get(ID)).expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
