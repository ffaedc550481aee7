package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;
import java.net.HttpURLConnection;

final class HealthCommand extends ApiCommand {

  HealthCommand(Console console) {
    super(console, Usage.of("Shows whether the server is well; the exit status too."));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    Answer answer = api.get("/health");
    return answer.status() == HttpURLConnection.HTTP_UNAVAILABLE ? answer : answer.expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
