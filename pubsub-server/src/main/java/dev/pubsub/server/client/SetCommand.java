package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    description =
        "Changes a setting of a running server until it ends; its sources stay as they are.")
final class SetCommand extends ApiCommand {

  @Parameters(paramLabel = "KEY", description = "In full, such as pubsub.trace.rate.")
  private String key = "";

  @Parameters(paramLabel = "VALUE", description = "As it would be written in a file.")
  private String value = "";

  SetCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    return api.put("/settings/" + Api.encoded(key), Json.object().put("value", value)).expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
