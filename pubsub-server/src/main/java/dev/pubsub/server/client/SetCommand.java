package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;

final class SetCommand extends ApiCommand {

  private static final Parameter<String> KEY =
      new Parameter<>("KEY", Reader.TEXT, "In full, such as pubsub.trace.rate.");

  private static final Parameter<String> VALUE =
      new Parameter<>("VALUE", Reader.TEXT, "As it would be written in a file.");

  SetCommand(Console console) {
    super(
        console,
        Usage.of(
            "Changes a setting of a running server until it ends; its sources stay as they are.",
            KEY,
            VALUE));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    return api.put(
            "/settings/" + Api.encoded(arguments.get(KEY)),
            Json.object().put("value", arguments.get(VALUE)))
        .expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
