package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;

final class TraceCommand extends ApiCommand {

  private static final Parameter<String> ID =
      new Parameter<>("ID", Reader.TEXT, "Of the message, as 'sub --json' shows it.");

  TraceCommand(Console console) {
    super(console, Usage.of("Shows the way of a message, step by step, on all nodes.", ID));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    return api.get("/trace/" + Api.encoded(arguments.get(ID))).expectOk();
  }

  /** A row for each step; nodes that did not answer have one that says so. */
  @Override
  Table table(Answer answer) {
    JsonNode trace = answer.json();
    Table table = new Table().row("AT", "NODE", "STEP", "WHERE", "DETAIL");
    for (JsonNode hop : trace.path("hops")) {
      table.row(
          hop.path("at").asText(),
          hop.path("node").asText(),
          hop.path("step").asText(),
          hop.path("where").asText(),
          hop.path("detail").asText());
    }
    for (JsonNode node : trace.path("silent")) {
      table.row("", node.asText(), "did not answer", "", "");
    }
    return table;
  }
}
