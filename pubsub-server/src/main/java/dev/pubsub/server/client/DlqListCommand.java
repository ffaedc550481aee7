package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "Lists dead letters, the newest first.")
final class DlqListCommand extends ApiCommand {

  @Option(
      names = "--topic",
      paramLabel = "PATTERN",
      description = "Only those of this topic or pattern.")
  private String topic = "**";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Option(names = "--after", paramLabel = "ID", description = "Those that come after this one.")
  private long after;

  DlqListCommand(Console console) {
    super(console);
  }

  @Override
  Answer ask(Api api) throws InterruptedException {
    return api.get(
            "/dead-letters?limit=%d&after=%d&topic=%s".formatted(limit, after, Api.encoded(topic)))
        .expectOk();
  }

  @Override
  Table table(Answer answer) {
    Table table = new Table().row("ID", "TOPIC", "PATTERN", "REASON", "ATTEMPTS", "SET ASIDE");
    for (JsonNode letter : answer.json().path("dead_letters")) {
      table.row(
          letter.path("id").asText(),
          letter.path("topic").asText(),
          letter.path("pattern").asText(),
          letter.path("reason").asText(),
          letter.path("attempts").asText(),
          letter.path("set_aside_at").asText());
    }
    return table;
  }
}
