package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;

final class StatsCommand extends ApiCommand {

  StatsCommand(Console console) {
    super(console, Usage.of("Shows what has happened on the bus since its start."));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
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
