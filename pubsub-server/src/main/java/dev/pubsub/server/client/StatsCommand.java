package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;

@Command(description = "Shows what has happened on the bus since its start.")
final class StatsCommand extends ApiCommand {

  StatsCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    return api.get("/stats").expectOk();
  }

  /** The single figures of each section; what is told topic by topic is for {@code topics}. */
  @Override
  Table table(Answer answer) {
    Table table = new Table();
    for (var section : answer.json().properties()) {
      for (var figure : section.getValue().properties()) {
        JsonNode value = figure.getValue();
        if (value.isValueNode()) {
          table.row(section.getKey() + "." + figure.getKey(), value.asText());
        }
      }
    }
    return table;
  }
}
