package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Shows the way of a message, step by step, on all nodes.")
final class TraceCommand extends ApiCommand {

  @Parameters(paramLabel = "ID", description = "Of the message, as 'sub --json' shows it.")
  private String id = "";

  TraceCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    return api.get("/trace/" + Api.encoded(id)).expectOk();
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
