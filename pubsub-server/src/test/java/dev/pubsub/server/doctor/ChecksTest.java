package dev.pubsub.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pubsub.core.PubSub;
import dev.pubsub.server.doctor.Finding.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ChecksTest {

  private static final String HOST = "127.0.0.1";
  private static final Runtime.Version JDK = Runtime.Version.parse("25.0.1");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"1024, 4096, OK", "4097, 4096, PROBLEM", "127, 4096, WARNING"})
  void theHeapMustFitTheMachine(long heap, long memory, Outcome outcome) {
    assertThat(new JvmCheck(JDK, heap << 20, memory << 20, true).findings())
        .extracting(Finding::outcome)
        .containsExactly(Outcome.OK, outcome);
  }

  @Test
  void aServerThatWouldStayWithoutMemoryIsWarnedOf() {
    Runtime.Version old = Runtime.Version.parse("17.0.1");
    List<Finding> findings = new JvmCheck(old, 1L << 30, 1L << 32, false).findings();

    assertThat(findings.get(0).sentence()).contains("17.0.1", "21 or newer");
    assertThat(findings.get(2).outcome()).isEqualTo(Outcome.WARNING);
    assertThat(findings.get(2).advice()).contains("./pubsub");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:SharedArchiveFile=a, true, OK",
    "-XX:AOTCache=a, true, OK",
    "-XX:SharedArchiveFile=a, false, WARNING",
    "-XX:AOTCache=a, false, WARNING",
    "-Xmx1g, true, WARNING",
    "-Xshare:auto, true, SKIPPED",
  })
  void anArchiveIsThereWhenItWasNamedAndTaken(String argument, boolean sharing, Outcome outcome) {
    assertThat(only(new ArchiveCheck(List.of(argument), sharing)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"102000, OK", "unlimited, OK", "1048576, OK", "4096, WARNING"})
  void openFilesMustBeEnoughForTheConnections(String limit, Outcome outcome) throws IOException {
    Path limits = folder.resolve("limits");
    Files.writeString(
        limits,
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             63432                63432                processes
        Max open files            %-20s 1048576              files
        """
            .formatted(limit));

    Finding finding = only(new OpenFilesCheck(limits, 100_000));
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.sentence()).startsWith(limit + " open files").contains("100000");
  }

  @Test
  void whereNoLimitIsToldThatIsSaid() throws IOException {
    assertThat(only(new OpenFilesCheck(folder.resolve("none"), 1)).outcome())
        .isEqualTo(Outcome.SKIPPED);
    Path odd = Files.writeString(folder.resolve("odd"), "Max open things 5");
    assertThat(only(new OpenFilesCheck(odd, 1)).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void anAddressIsFreeUntilSomebodyListensThere() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      Thread closing = new Thread(() -> closeOne(socket));
      closing.start();
      Finding taken = only(new AddressCheck(HOST, port));
      assertThat(taken.outcome()).isEqualTo(Outcome.PROBLEM);
      assertThat(taken.sentence()).startsWith("cannot listen on " + HOST + ":" + port);
      closing.join();
    }
    assertThat(only(new AddressCheck(HOST, port)).outcome()).isEqualTo(Outcome.OK);
    assertThat(only(new AddressCheck("no.such.host.invalid", 1)).outcome())
        .isEqualTo(Outcome.PROBLEM);
  }

  private static void closeOne(ServerSocket socket) {
    try {
      socket.accept().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoHoldsAnAddressIsToldWhereItCanBeKnown() throws Exception {
    try (Answering server =
        new Answering("{\"service\":\"pubsub-system\",\"status\":\"healthy\"}")) {
      assertThat(only(new AddressCheck(HOST, server.port())).outcome()).isEqualTo(Outcome.WARNING);
      assertThat(only(new AddressCheck("0.0.0.0", server.port())).sentence())
          .startsWith("a server of this kind");
      assertThat(only(new RunningCheck(server.uri(), true)).outcome()).isEqualTo(Outcome.OK);
    }
    try (Answering server =
        new Answering("{\"service\":\"pubsub-system\",\"status\":\"draining\"}")) {
      assertThat(only(new RunningCheck(server.uri(), true)).sentence()).contains("going down");
    }
    try (Answering server =
        new Answering("{\"service\":\"pubsub-system\",\"status\":\"degraded\"}")) {
      Finding degraded = only(new RunningCheck(server.uri(), true));
      assertThat(degraded.outcome()).isEqualTo(Outcome.WARNING);
      assertThat(degraded.sentence()).contains("somebody should look");
    }
    for (String stranger : List.of("{}", "<html>", "")) {
      try (Answering server = new Answering(stranger)) {
        assertThat(only(new AddressCheck(HOST, server.port())).sentence())
            .startsWith("another program");
        assertThat(only(new RunningCheck(server.uri(), true)).outcome()).isEqualTo(Outcome.WARNING);
      }
    }
  }

  @Test
  void aServerThatIsToWorkWithOthersAndSeesNoneIsAWarning() throws Exception {
    try (Answering server = new Answering("{\"nodes\":[\"one\",\"two\"]}")) {
      assertThat(only(new ClusterCheck(server.uri())).sentence())
          .isEqualTo("2 nodes work together: one, two");
    }
    try (Answering server = new Answering("{\"nodes\":[\"one\"]}")) {
      assertThat(only(new ClusterCheck(server.uri())).outcome()).isEqualTo(Outcome.WARNING);
    }
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThat(only(new ClusterCheck(nobody)).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void aVoterSaysWhoLeadsAndWhatIsWrongWhereNobodyDoes() throws Exception {
    String nodes = "{\"self\":\"a\",\"nodes\":[\"a\",\"b\"],\"coordination\":{\"voters\":[%s]";
    String three = nodes.formatted("\"a\",\"b\",\"c\"");
    assertThat(voting(three + ",\"votes\":true,\"leader\":\"b\"}}"))
        .isEqualTo("OK of the voters a, b, c 'b' leads");
    assertThat(voting(three + ",\"votes\":true,\"leader\":\"\"}}"))
        .isEqualTo("WARNING none of the voters a, b, c leads");
    assertThat(voting(three + ",\"votes\":false,\"leader\":\"\"}}"))
        .isEqualTo("WARNING the server is one of the voters a, b, c, and does not vote");
    try (Answering server = new Answering(nodes.formatted("\"b\",\"c\",\"d\"") + "}}")) {
      assertThat(new ClusterCheck(server.uri()).findings()).hasSize(1);
    }
  }

  private static String voting(String answer) throws Exception {
    try (Answering server = new Answering(answer)) {
      List<Finding> findings = new ClusterCheck(server.uri()).findings();
      assertThat(findings).hasSize(2);
      return findings.get(1).outcome() + " " + findings.get(1).sentence();
    }
  }

  @Test
  void aServerIsMissedOnlyWhereItIsExpected() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:1");

    assertThat(only(new RunningCheck(nobody, true)).outcome()).isEqualTo(Outcome.PROBLEM);
    assertThat(only(new RunningCheck(nobody, false)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void everyProblemOfTheSettingsIsALine() throws Exception {
    SettingsCheck check =
        new SettingsCheck(PubSub.builder().set("pubsub.lanes", "x").set("pubsub.a", "b"));

    assertThat(check.findings()).hasSize(2).allMatch(f -> f.outcome() == Outcome.PROBLEM);
    assertThat(only(new SettingsCheck(PubSub.builder().set("pubsub.lanes", "1"))).sentence())
        .startsWith("1 of ");
  }

  @Test
  void everyPluginIsALineAndSoIsEveryOneThatCannotBeLoaded() throws Exception {
    assertThat(new PluginsCheck(PubSub.builder()).findings())
        .allMatch(found -> found.outcome() == Outcome.OK)
        .allMatch(found -> found.sentence().endsWith("is for version 1.0 of the interfaces"))
        .extracting(found -> found.sentence().split(" ")[0])
        .containsExactly("'agents'", "'json'", "'monitoring'", "'resilience'", "'cluster'", "'ws'");

    Files.writeString(folder.resolve("a.jar"), "no jar");
    Files.writeString(folder.resolve("b.jar"), "no jar");
    var broken = PubSub.builder().set("pubsub.plugins.dir", folder.toString());
    assertThat(new PluginsCheck(broken).findings())
        .hasSize(2)
        .allMatch(finding -> finding.outcome() == Outcome.PROBLEM)
        .allMatch(finding -> finding.advice().startsWith("BAD_PLUGIN"));
    assertThat(only(new SettingsCheck(broken)).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  private static Finding only(Check check) throws RuntimeException {
    try {
      List<Finding> findings = check.findings();
      assertThat(findings).hasSize(1);
      return findings.get(0);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Something that speaks HTTP. */
  private static final class Answering implements AutoCloseable {

    private final HttpServer server;

    Answering(String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    URI uri() {
      return URI.create("http://" + HOST + ":" + port());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
