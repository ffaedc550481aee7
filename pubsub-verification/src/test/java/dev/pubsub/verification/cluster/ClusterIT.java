package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.cluster.ClusterView;
import dev.pubsub.cluster.link.PeerStats;
import dev.pubsub.core.PubSub;
import dev.pubsub.verification.server.FreePorts;
import dev.pubsub.verification.server.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three processes and this one, which looks on. */
final class ClusterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Its inboxes, and what is cancelled. */
  private static final int OF_THE_BUS = 2;

  private final String port = Integer.toString(FreePorts.from());
  private final Map<String, Program> members = new LinkedHashMap<>();
  private final Queue<String> pongs = new ConcurrentLinkedQueue<>();
  private PubSub here;

  @BeforeEach
  void open() {
    here = ClusterMember.node("here", port).open();
    here.bus()
        .subscribe(
            "pong",
            SubscribeOptions.DEFAULT.withCapacity(200_000),
            pong -> pongs.add((String) pong.signal().payload()));
    Set.of("a", "b", "c").forEach(this::start);
    awaitNodes("here", "a", "b", "c");
  }

  @AfterEach
  void close() {
    members.values().forEach(Program::close);
    here.close();
  }

  private void start(String name) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    members.put(
        name,
        Program.start(
            Program.ROOT,
            List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterMember.class.getName(),
                name,
                port)));
  }

  private void awaitNodes(String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(here.gateway().members().list()).containsExactlyInAnyOrder(names));
  }

  private PeerStats peer(String name) {
    return here.bus().extension(ClusterView.class).orElseThrow().stats().peers().stream()
        .filter(peer -> peer.node().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void awaitInterestOf(String... names) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                List.of(names).stream().allMatch(name -> peer(name).patterns() == 1 + OF_THE_BUS));
  }

  /** Each of these answers, once, and nobody else does. */
  private void expectPongs(String ping, String... from) {
    pongs.clear();
    here.bus().publish("ping", ping);
    String[] expected =
        List.of(from).stream().map(name -> name + " " + ping).toArray(String[]::new);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pongs).containsExactlyInAnyOrder(expected));
  }

  @Test
  void processesFindEachOtherAndOneThatIsKilledComesAgain() {
    awaitInterestOf("a", "b", "c");
    expectPongs("one", "a", "b", "c");

    members.remove("c").signal("KILL").status();
    awaitNodes("here", "a", "b");
    expectPongs("two", "a", "b");

    start("c");
    awaitNodes("here", "a", "b", "c");
    awaitInterestOf("c");
    expectPongs("three", "a", "b", "c");
  }

  @Test
  void whileOneIsStoppedTheOthersGoOnAndItIsWholeAgainAfterwards() {
    awaitInterestOf("a", "b", "c");
    members.get("c").signal("STOP");
    String filling = "x".repeat(4000);
    // More than all buffers on the way to it hold, short ones among them.
    IntStream.range(0, 5000)
        .forEach(i -> here.bus().publish("ping", i % 2 == 0 ? i + filling : "" + i));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pongs.stream().filter(this::isOfAOrB)).hasSize(10_000));
    awaitNodes("here", "a", "b");
    expectPongs("meanwhile", "a", "b");

    members.get("c").signal("CONT");
    awaitNodes("here", "a", "b", "c");
    awaitInterestOf("c");
    await()
        .atMost(PATIENCE)
        // It may hear of the others a moment later than they hear of it.
        .ignoreExceptionsInstanceOf(ConditionTimeoutException.class)
        .untilAsserted(
            () -> {
              pongs.clear();
              here.bus().publish("ping", "again");
              await()
                  .atMost(Duration.ofSeconds(2))
                  .untilAsserted(() -> assertThat(pongs).contains("a again", "b again", "c again"));
            });
  }

  private boolean isOfAOrB(String pong) {
    return pong.startsWith("a ") || pong.startsWith("b ");
  }
}
