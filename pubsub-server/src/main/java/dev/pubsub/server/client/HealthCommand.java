package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import java.net.HttpURLConnection;
import picocli.CommandLine.Command;

@Command(description = "Shows whether the server is well; the exit status too.")
final class HealthCommand extends ApiCommand {

  HealthCommand(Console console) {
    super(console);
  }

  @Override
  Answer read(Api api) throws InterruptedException {
    Answer answer = api.get("/health");
    return answer.status() == HttpURLConnection.HTTP_UNAVAILABLE ? answer : answer.expectOk();
  }

  @Override
  Table table(Answer answer) {
    Table table = new Table();
    for (var field : answer.json().properties()) {
      JsonNode value = field.getValue();
      table.row(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
    }
    return table;
  }
}
