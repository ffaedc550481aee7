package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.verification.phoenix.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers that are told no more than to work together, seen from outside. */
final class ClusterServersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();
  // By its name it is told apart from whatever else runs on this host.
  private final Map<String, String> cluster =
      Map.of("PUBSUB_PLUGIN_CLUSTER_NAME", UUID.randomUUID().toString());

  private RunningServer start(String name) {
    return new RunningServer(folder, cluster, "--cluster", "--node", name);
  }

  private String cluster(RunningServer server) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/cluster")).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private void awaitSeen(RunningServer by, String... told) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> assertThat(cluster(by)).contains(told));
  }

  @Test
  void aPhoenixClientAtOneHearsWhatIsPublishedAtAnother() throws Exception {
    Node.prepare();
    try (RunningServer one = start("one");
        RunningServer two = start("two");
        RunningServer three = start("three")) {
      for (RunningServer each : List.of(one, two, three)) {
        awaitSeen(each, "\"one\"", "\"two\"", "\"three\"");
      }
      try (Program shown = one.client("cluster")) {
        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("NODE", "one", "two", "three");
      }
      try (Program there = three.client("sub", "room:near")) {
        there.saying("subscribed");
        awaitPatterns(one, "three", 4);
        List<String> lines =
            Node.run(
                "cluster.js",
                one.webSocket().toString(),
                Map.of(
                    "publish",
                    () -> publishAt(three),
                    "listen",
                    () -> assertThat(there.lines(1)).containsExactly("{\"n\":1}")));
        assertThat(lines)
            .containsExactly("ok aClientHearsWhatIsPublishedAtAnotherNode", "ok andIsHeardThere");
      }
      assertThatAWayIsToldOverNodes(one, two);
    }
  }

  private void assertThatAWayIsToldOverNodes(RunningServer from, RunningServer to)
      throws Exception {
    try (Program there = to.client("sub", "--json", "traced")) {
      there.saying("subscribed");
      awaitPatterns(from, "two", 4);
      try (Program pub = from.client("pub", "traced", "x")) {
        assertThat(pub.status()).as(pub.err()).isZero();
      }
      Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(there.lines(1).get(0));
      assertThat(id.find()).isTrue();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                try (Program trace = from.client("trace", id.group(1))) {
                  assertThat(trace.status()).as(trace.err()).isZero();
                  assertThat(trace.out())
                      .containsPattern("one +published +traced +matched 1")
                      .containsPattern("one +sent")
                      .containsPattern("two +arrived +traced +matched")
                      .containsPattern("two +delivered +traced");
                }
              });
    }
  }

  private void publishAt(RunningServer three) {
    awaitPatterns(three, "one", 4);
    try (Program pub = three.client("pub", "room:far", "from afar")) {
      assertThat(pub.status()).as(pub.err()).isZero();
    }
  }

  /** Waits until a node knows what another subscribes to, the three of the bus itself included. */
  private void awaitPatterns(RunningServer server, String of, int patterns) {
    Pattern peer = Pattern.compile("\"node\":\"%s\".*?\"patterns\":(\\d+)".formatted(of));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Matcher matcher = peer.matcher(cluster(server));
              return matcher.find() && Integer.parseInt(matcher.group(1)) == patterns;
            });
  }
}
