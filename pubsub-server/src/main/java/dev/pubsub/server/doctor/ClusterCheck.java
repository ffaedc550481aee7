package dev.pubsub.server.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes a server works with.
 *
 * @param server where it would be
 */
record ClusterCheck(URI server) implements Check {

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    try {
      ServerAnswer answer = ServerAnswer.of(server.resolve("/api/cluster"));
      return answer.status() == HttpURLConnection.HTTP_OK
          ? findings(new ObjectMapper().readTree(answer.body()))
          : Finding.skipped("the server works alone; --cluster would have it look for others");
    } catch (IOException e) {
      return Finding.skipped("there is no server that could say whom it works with");
    }
  }

  private static List<Finding> findings(JsonNode cluster) {
    List<Finding> findings = new ArrayList<>(nodes(names(cluster.path("nodes"))));
    List<String> voters = names(cluster.path("coordination").path("voters"));
    if (voters.contains(cluster.path("self").asText())) {
      findings.addAll(vote(cluster.path("coordination"), voters));
    }
    return findings;
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<Finding> vote(JsonNode coordination, List<String> voters) {
    String all = String.join(", ", voters);
    if (!coordination.path("votes").asBoolean()) {
      return Finding.warning(
          "the server is one of the voters " + all + ", and does not vote",
          "if it neither starts nor ends, its log says why: mend the disk of voters.directory and"
              + " restart it");
    }
    String leader = coordination.path("leader").asText();
    return leader.isEmpty()
        ? Finding.warning(
            "none of the voters " + all + " leads",
            "see that more than half of them run and can reach each other")
        : Finding.ok("of the voters %s '%s' leads".formatted(all, leader));
  }

  private static List<Finding> nodes(List<String> names) {
    return names.size() > 1
        ? Finding.ok("%d nodes work together: %s".formatted(names.size(), String.join(", ", names)))
        : Finding.warning(
            "the server sees no other node",
            "see that the others have the same cluster.name and secret, and that their ports can be"
                + " reached");
  }
}
