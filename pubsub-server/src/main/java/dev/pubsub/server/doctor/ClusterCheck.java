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
          ? nodes(new ObjectMapper().readTree(answer.body()).path("nodes"))
          : Finding.skipped("the server works alone; --cluster would have it look for others");
    } catch (IOException e) {
      return Finding.skipped("there is no server that could say whom it works with");
    }
  }

  private static List<Finding> nodes(JsonNode nodes) {
    List<String> names = new ArrayList<>();
    nodes.forEach(node -> names.add(node.asText()));
    return names.size() > 1
        ? Finding.ok("%d nodes work together: %s".formatted(names.size(), String.join(", ", names)))
        : Finding.warning(
            "the server sees no other node",
            "see that the others have the same cluster.name and secret, and that their ports can be"
                + " reached");
  }
}
