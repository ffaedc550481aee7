package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;
import java.net.HttpURLConnection;

final class TopicsCommand extends ApiCommand {

  TopicsCommand(Console console) {
    super(console, Usage.of("Lists the topics."));
  }

  /** The API lists a page at a time, each beginning after the last name of the one before. */
  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    JsonNode answer = api.get("/topics").expectOk().json();
    ArrayNode all = answer.withArray("/topics");
    JsonNode page = all;
    while (!page.isEmpty() && all.size() < answer.path("count").asInt()) {
      String last = page.get(page.size() - 1).path("name").asText();
      page = api.get("/topics?after=" + Api.encoded(last)).expectOk().json().path("topics");
      page.forEach(all::add);
    }
    return new Answer(HttpURLConnection.HTTP_OK, answer.toString());
  }

  @Override
  Table table(Answer answer) {
    Table table = new Table().row("TOPIC", "MESSAGES", "SUBSCRIBERS", "CREATED");
    for (JsonNode topic : answer.json().path("topics")) {
      table.row(
          topic.path("name").asText(),
          topic.path("message_count").asText(),
          topic.path("subscriber_count").asText(),
          topic.path("created_at").asText());
    }
    return table;
  }
}
