package dev.pubsub.verification.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.verification.phoenix.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs every command that a page shows as it stands there, but against a server on a free port. One
 * that cannot be run here has to be listed with what runs it instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsOfTheDocsIT {

  private static final Pattern FENCE = Pattern.compile("(?m)^```(\\S*)\\n((?s:.*?))^```$");
  private static final Pattern REMARK = Pattern.compile("\\s+# .*$");
  private static final Set<String> LANGUAGES =
      Set.of("java", "js", "json", "sh", "text", "xml", "yaml");

  private static final String THIS_BUILD = "it is what runs this test";
  private static final String EVERY_SERVER = "RunningServer, in each test of this package";
  private static final String DEAD = "PoisonIT, with a dead letter that there is";
  private static final String ASKS = "RequestIT, where somebody answers";
  private static final String RECORDS = "FlightRecordingIT, with the number of its server";
  private static final String ENGINE =
      "needs an engine for containers; ImageIT and ComposeIT do what the files say";
  private static final String MEASURES =
      "takes minutes of a quiet machine; what it measures is checked by its tests";
  private static final String FOREIGN = "ForeignPluginIT builds that project and serves with it";
  private static final String OUTSIDE =
      "would change the local repository; ForeignPluginIT puts the same files into one of its own";

  /** What runs a command that is not run here, or why nothing does. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("mvn verify", THIS_BUILD),
          Map.entry("mvn -pl pubsub-core -am test", THIS_BUILD),
          Map.entry("bin/format", "the build fails on what it would change"),
          Map.entry("./pubsub serve", EVERY_SERVER),
          Map.entry("PUBSUB_PLUGIN_WS_ORIGINS=null ./pubsub serve", "TryIT"),
          Map.entry(
              "PUBSUB_BUSES=audit PUBSUB_BUS_AUDIT_TOPICS_MODE=declared ./pubsub serve",
              "the server of this test is started with these variables"),
          Map.entry(
              "PUBSUB_PLUGIN_JSON_SCHEMAS_ENABLED=true ./pubsub serve",
              "the server of this test is started with this variable"),
          Map.entry(
              "PUBSUB_PLUGIN_RESILIENCE_LIMITS="
                  + "'orders: publish 100/1s per=principal topics=orders:**' ./pubsub serve",
              "the server of this test is started with these limits"),
          Map.entry("./pubsub serve --presets", "PresetsIT"),
          Map.entry("./pubsub serve --cluster --node one", "ClusterServersIT"),
          Map.entry("./pubsub dlq show 17", DEAD),
          Map.entry("./pubsub dlq redrive 17", DEAD),
          Map.entry("./pubsub request price:gold now --timeout 2s", ASKS),
          Map.entry(
              "curl -s -X POST http://127.0.0.1:4000/api/request -H 'Content-Type:"
                  + " application/json' -d"
                  + " '{\"topic\":\"price:gold\",\"message\":\"now\",\"timeout_ms\":2000}'",
              ASKS),
          Map.entry(
              "curl -s 'http://127.0.0.1:4000/api/performance?minutes=30'",
              "PerformanceTest, which need not wait for a sample"),
          Map.entry(
              "curl -s -X POST 'http://127.0.0.1:4000/api/performance/baseline?minutes=10'",
              "BaselineTest, which need not wait for five minutes of samples"),
          Map.entry(
              "jcmd pubsub-server JFR.start name=pubsub +dev.pubsub.PublishBatch#period=1s",
              RECORDS),
          Map.entry("jcmd pubsub-server JFR.stop name=pubsub filename=pubsub.jfr", RECORDS),
          Map.entry("jfr print --events 'dev.pubsub.*' pubsub.jfr", RECORDS),
          Map.entry("docker build -t pubsub .", ENGINE),
          Map.entry("docker run --rm -p 127.0.0.1:4000:4000 pubsub", ENGINE),
          Map.entry("docker compose up --build --wait", ENGINE),
          Map.entry("export PUBSUB_CLUSTER_SECRET=\"$(openssl rand -hex 32)\"", ENGINE),
          Map.entry("docker compose -f compose.cluster.yaml up --build --wait", ENGINE),
          Map.entry("docker compose -f compose.cluster.yaml down", ENGINE),
          Map.entry(
              "kubectl create secret generic pubsub-cluster"
                  + " --from-literal=secret=\"$(openssl rand -hex 32)\"",
              "ClusterManifestsIT reads what it is for"),
          Map.entry("kubectl apply -f kubernetes.yaml", "ClusterManifestsIT reads it"),
          Map.entry("./pubsub cluster", "ClusterServersIT"),
          Map.entry("./pubsub trace 0197a3c2-8f1e-7000-8b1a-5e2f60c7d9aa", "ClusterServersIT"),
          Map.entry("bin/bench short", MEASURES),
          Map.entry("bin/bench full", MEASURES),
          Map.entry("bin/bench full fanout matching", MEASURES),
          Map.entry("bin/bench-start 11", MEASURES),
          Map.entry("chrt -r 1 bin/bench-start 11", MEASURES),
          Map.entry("bin/proof --minutes 5", "runs long suites, which are not for every build"),
          Map.entry("mvn -q install -Dmaven.test.skip -Djacoco.skip", OUTSIDE),
          Map.entry("mvn package", FOREIGN),
          Map.entry("curl -s http://127.0.0.1:4000/line", FOREIGN),
          Map.entry(
              "mkdir -p plugins && cp ../line-plugin/target/line-plugin-1.0.jar plugins/", FOREIGN),
          Map.entry("PUBSUB_PLUGIN_LINE_PORT=4010 ./pubsub serve", FOREIGN),
          Map.entry(
              "exec 3<>/dev/tcp/127.0.0.1/4010; printf 'SUB room:*\\n' >&3; cat <&3", FOREIGN));

  private final RunningServer server =
      new RunningServer(
          Map.of(
              "PUBSUB_PLUGIN_JSON_SCHEMAS_ENABLED", "true",
              "PUBSUB_PLUGIN_RESILIENCE_LIMITS",
                  "orders: publish 100/1s per=principal topics=orders:**",
              "PUBSUB_PRESETS", "true",
              "PUBSUB_BUSES", "audit",
              "PUBSUB_BUS_AUDIT_TOPICS_MODE", "declared",
              "PUBSUB_HISTORY", "room:*=100,sensor:*=100"));

  @BeforeAll
  void isReady() {
    assertThat(server.port()).isNotBlank();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandWorks() throws IOException {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThan(15);
    return commands.stream()
        .filter(line -> !ELSEWHERE.containsKey(line))
        .distinct()
        .map(line -> DynamicTest.dynamicTest(line, () -> run(line)));
  }

  @Test
  void whatIsRunElsewhereStandsOnAPage() throws IOException {
    assertThat(commands()).containsAll(ELSEWHERE.keySet());
  }

  @Test
  void everyBlockSaysWhatItIs() throws IOException {
    assertThat(blocks().map(block -> block.group(1))).allMatch(LANGUAGES::contains);
  }

  @Test
  void theProgramOfTheReadmeForBrowsersWorks() throws Exception {
    Node.prepare();
    Path js = Program.ROOT.resolve("pubsub-verification/src/test/js");
    String readme = Program.ROOT.resolve("README.md").toString();
    List<String> line = List.of("node", "readme.js", readme, server.webSocket().toString());
    try (Program program = Program.start(js, line)) {
      assertThat(program.status()).as(program.out() + program.err()).isZero();
    }
  }

  private static List<String> commands() throws IOException {
    return blocks()
        .filter(block -> block.group(1).equals("sh"))
        .flatMap(block -> block.group(2).replaceAll("\\\\\\n\\s*", "").lines())
        .map(line -> REMARK.matcher(line).replaceFirst("").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static Stream<MatchResult> blocks() throws IOException {
    try (Stream<Path> docs = Files.walk(Program.ROOT.resolve("docs"));
        Stream<Path> top = Files.list(Program.ROOT)) {
      List<Path> pages =
          Stream.concat(top, docs)
              .filter(file -> file.toString().endsWith(".md"))
              .sorted()
              .toList();
      assertThat(pages).hasSizeGreaterThan(8);
      return pages.stream().flatMap(page -> FENCE.matcher(read(page)).results());
    }
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String line) {
    try (Program program = Program.start(Program.ROOT, List.of("bash", "-c", here(line)))) {
      if (line.startsWith("./pubsub sub ")) {
        program.saying("subscribed").told();
      }
      assertThat(program.status()).as(program.err()).isZero();
    }
  }

  private String here(String line) {
    if (line.matches("\\./pubsub (pub|sub|replay|topics|top|bench|stats|health|set|dlq)\\b.*")) {
      return line.replaceFirst("( <.*)?$", " --url " + server.url() + "$1");
    }
    if (line.equals("./pubsub serve --print-config")) {
      return line;
    }
    if (line.startsWith("./pubsub doctor")) {
      return line + " --port 0 --url " + server.url();
    }
    assertThat(line).as("a command that no test knows").startsWith("curl ");
    return line.replace("http://127.0.0.1:4000", server.url()).replace("curl ", "curl -f ");
  }
}
