package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;
import java.net.HttpURLConnection;
import java.util.stream.StreamSupport;

final class ClusterCommand extends ApiCommand {

  ClusterCommand(Console console) {
    super(
        console,
        Usage.of("Shows the nodes that the server works with, and what goes between them."));
  }

  @Override
  Answer ask(Api api, Arguments arguments) throws InterruptedException {
    Answer answer = api.get("/cluster");
    if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new ClientException(
          "NO_CLUSTER", "the server works alone; start it with serve --cluster");
    }
    return answer.expectOk();
  }

  /** A row for each node, the oldest first; this one has nothing to say of itself. */
  @Override
  Table table(Answer answer) {
    JsonNode cluster = answer.json();
    Table table =
        new Table().row("NODE", "SENT", "RECEIVED", "LOST", "REFUSED", "WAITING", "PATTERNS");
    for (JsonNode node : cluster.path("nodes")) {
      JsonNode peer = peer(cluster, node.asText());
      if (peer.isMissingNode()) {
        table.row(node.asText(), "", "", "", "", "", "");
      } else {
        table.row(
            node.asText(),
            peer.path("sent").asText(),
            peer.path("received").asText(),
            sum(peer.path("lost")),
            sum(peer.path("refused")),
            peer.path("waiting").asText(),
            peer.path("patterns").asText());
      }
    }
    return table;
  }

  private static JsonNode peer(JsonNode cluster, String name) {
    for (JsonNode peer : cluster.path("peers")) {
      if (peer.path("node").asText().equals(name)) {
        return peer;
      }
    }
    return cluster.path("no such peer");
  }

  private static String sum(JsonNode byReason) {
    long sum =
        StreamSupport.stream(byReason.spliterator(), false).mapToLong(JsonNode::asLong).sum();
    return Long.toString(sum);
  }
}
