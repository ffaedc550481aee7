package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Usage;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

final class ClusterCommand extends ApiCommand {

  private static final List<String> HEADING =
      List.of("NODE", "SENT", "RECEIVED", "LOST", "REFUSED", "WAITING", "PATTERNS");

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
    Set<String> voters = new HashSet<>();
    cluster.path("coordination").path("voters").forEach(voter -> voters.add(voter.asText()));
    String self = cluster.path("self").asText();
    List<String> heading = new ArrayList<>(HEADING);
    if (!voters.isEmpty()) {
      heading.add("VOTES");
    }
    Table table = new Table().row(heading);
    for (JsonNode each : cluster.path("nodes")) {
      String node = each.asText();
      List<String> cells = new ArrayList<>(cells(node, peer(cluster, node)));
      if (voters.contains(node)) {
        cells.add(voters.contains(self) ? vote(node, self, cluster.path("coordination")) : "voter");
      }
      table.row(cells);
    }
    return table;
  }

  /** Only voters know who leads, and each only of itself whether it has stopped. */
  private static String vote(String node, String self, JsonNode coordination) {
    if (node.equals(self) && !coordination.path("votes").asBoolean()) {
      return "does not";
    }
    return node.equals(coordination.path("leader").asText()) ? "leads" : "votes";
  }

  private static List<String> cells(String node, JsonNode peer) {
    return peer.isMissingNode()
        ? List.of(node, "", "", "", "", "", "")
        : List.of(
            node,
            peer.path("sent").asText(),
            peer.path("received").asText(),
            sum(peer.path("lost")),
            sum(peer.path("refused")),
            peer.path("waiting").asText(),
            peer.path("patterns").asText());
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
