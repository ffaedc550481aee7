package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import java.net.HttpURLConnection;
import picocli.CommandLine.Command;

@Command(description = "Shows whether the server is well; the exit status too.")
final class HealthCommand extends ApiCommand {

  HealthCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    Answer answer = api.get("/health");
    return answer.status() == HttpURLConnection.HTTP_UNAVAILABLE ? answer : answer.expectOk();
  }

  @Override
  Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
