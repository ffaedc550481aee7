package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;

final class DlqListCommand extends ApiCommand {

  private static final Option<String> TOPIC =
      new Option<>("--topic", "PATTERN", Reader.TEXT, "Only those of this topic or pattern.");

  private static final Option<Integer> LIMIT =
      new Option<>("--limit", "N", Reader.INTEGER, "How many at most, up to 1000 (default: 100).");

  private static final Option<Long> AFTER =
      new Option<>("--after", "ID", Reader.LONG, "Those that come after this one.");

  DlqListCommand(Console console) {
    super(console, Usage.of("Lists dead letters, the newest first.", TOPIC, LIMIT, AFTER));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    return api.get(
            "/dead-letters?limit=%d&after=%d&topic=%s"
                .formatted(
                    arguments.find(LIMIT).orElse(100),
                    arguments.find(AFTER).orElse(0L),
                    Api.encoded(arguments.find(TOPIC).orElse("**"))))
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
