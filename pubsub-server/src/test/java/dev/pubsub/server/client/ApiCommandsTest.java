package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiCommandsTest {

  private final Map<String, Api.Answer> answers = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console =
      new Console(InputStream.nullInputStream(), out, new PrintStream(new ByteArrayOutputStream()));
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void topicsAreATable() throws Exception {
    answers.put("/api/topics", ok("{\"topics\":[" + topic("room:1", 12) + "],\"count\":1}"));

    assertThat(run(new TopicsCommand(console))).isZero();
    assertThat(out)
        .hasToString(
            """
            TOPIC   MESSAGES  SUBSCRIBERS               CREATED
            room:1        12            2  2026-01-01T00:00:00Z
            """);
  }

  @Test
  void topicsAreReadPageByPage() throws Exception {
    answers.put("/api/topics", ok("{\"topics\":[" + topic("a:é", 1) + "],\"count\":3}"));
    answers.put("/api/topics?after=a%3A%C3%A9", ok("{\"topics\":[" + topic("b", 2) + "]}"));
    answers.put("/api/topics?after=b", ok("{\"topics\":[" + topic("c", 3) + "]}"));

    assertThat(run(new TopicsCommand(console), "--json")).isZero();
    assertThat(
            Json.read(out.toString(StandardCharsets.UTF_8)).path("topics").findValuesAsText("name"))
        .containsExactly("a:é", "b", "c");
  }

  @Test
  void topicsThatGoWhileTheyAreReadEndTheList() throws Exception {
    answers.put("/api/topics", ok("{\"topics\":[" + topic("a", 1) + "],\"count\":2}"));
    answers.put("/api/topics?after=a", ok("{\"topics\":[]}"));

    assertThat(run(new TopicsCommand(console))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(2);
  }

  @Test
  void statsAreTheFiguresOfEachSection() throws Exception {
    answers.put(
        "/api/stats",
        ok(
            "{\"topics\":{\"total_count\":1,\"details\":[{}]},"
                + "\"messages\":{\"published\":2000,\"dropped\":0}}"));

    assertThat(run(new StatsCommand(console))).isZero();
    assertThat(out)
        .hasToString(
            """
            topics.total_count     1
            messages.published  2000
            messages.dropped       0
            """);
  }

  @Test
  void theClusterIsARowForEachNode() throws Exception {
    answers.put(
        "/api/cluster",
        ok(
            "{\"self\":\"one\",\"nodes\":[\"one\",\"two\"],\"peers\":[{\"node\":\"two\",\"sent\":7,"
                + "\"received\":12,\"lost\":{\"queue_full\":1,\"node_gone\":2},\"refused\":{},"
                + "\"waiting\":0,\"patterns\":3}]}"));

    assertThat(run(new ClusterCommand(console))).isZero();
    assertThat(out)
        .hasToString(
            """
            NODE  SENT  RECEIVED  LOST  REFUSED  WAITING  PATTERNS
            one
            two      7        12     3        0        0         3
            """);
  }

  @Test
  void whereNodesVoteTheClusterShowsWhoLeads() throws Exception {
    assertThat(votes("one", "true", "two")).containsExactly("VOTES", "votes", "leads", "guest");
    assertThat(votes("one", "true", "")).containsExactly("VOTES", "votes", "votes", "guest");
    assertThat(votes("one", "false", "")).containsExactly("VOTES", "does not", "votes", "guest");
    assertThat(votes("guest", "false", "")).containsExactly("VOTES", "voter", "voter", "guest");
  }

  /** The last column. */
  private List<String> votes(String self, String votes, String leader) throws Exception {
    answers.put(
        "/api/cluster",
        ok(
            "{\"self\":\""
                + self
                + "\",\"nodes\":[\"one\",\"two\",\"guest\"],\"peers\":[],"
                + "\"coordination\":{\"voters\":[\"one\",\"two\",\"three\"],\"votes\":"
                + votes
                + ",\"leader\":\""
                + leader
                + "\",\"term\":3,\"committed\":12}}"));
    out.reset();
    assertThat(run(new ClusterCommand(console))).isZero();
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("  +"))
        .map(cells -> cells[cells.length - 1])
        .toList();
  }

  @Test
  void aTraceIsARowForEachStepAndForEachNodeThatDoesNotAnswer() throws Exception {
    answers.put(
        "/api/trace/7",
        ok(
            "{\"id\":\"7\",\"hops\":[{\"node\":\"one\",\"at\":\"2026-01-01T00:00:00Z\","
                + "\"step\":\"dropped\",\"where\":\"a:*\",\"detail\":\"overflow\"}],"
                + "\"silent\":[\"two\"]}"));

    assertThat(run(new TraceCommand(console), "7")).isZero();
    assertThat(out)
        .hasToString(
            """
            AT                    NODE            STEP  WHERE    DETAIL
            2026-01-01T00:00:00Z   one         dropped    a:*  overflow
                                   two  did not answer
            """);
  }

  @Test
  void aSettingThatWasChangedIsShown() throws Exception {
    answers.put(
        "/api/settings/pubsub.trace.rate",
        ok("{\"status\":\"changed\",\"key\":\"pubsub.trace.rate\",\"value\":\"5\"}"));

    assertThat(run(new SetCommand(console), "pubsub.trace.rate", "5")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("changed", "pubsub.trace.rate", "5");
  }

  @Test
  void whatHappensIsShownAgainAndAgain() throws Exception {
    answers.put("/api/stats", ok("{\"system\":{\"timestamp\":\"2026-01-01T00:00:00Z\"}}"));

    assertThat(
            run(
                new TopCommand(console, Termination.none(), false),
                "--interval",
                "1ms",
                "--count",
                "2"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("(?s)TOPIC .*TOPIC ");
  }

  @Test
  void onATerminalTheNextFiguresTakeThePlaceOfTheLast() throws Exception {
    answers.put("/api/stats", ok("{\"system\":{\"timestamp\":\"2026-01-01T00:00:00Z\"}}"));

    assertThat(
            run(
                new TopCommand(console, Termination.none(), true),
                "--interval",
                "1ms",
                "--count",
                "1"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\u001b[H\u001b[J");
  }

  @Test
  void aServerThatWorksAloneSaysHowThatIsChanged() {
    answers.put("/api/cluster", new Api.Answer(404, "{}"));

    assertThatThrownBy(() -> run(new ClusterCommand(console)))
        .isInstanceOfSatisfying(
            ClientException.class,
            e -> {
              assertThat(e.code()).isEqualTo("NO_CLUSTER");
              assertThat(e).hasMessageContaining("--cluster");
            });
  }

  @Test
  void jsonIsTheBodyAsItCame() throws Exception {
    answers.put("/api/stats", ok("{ \"messages\" : { } }"));

    assertThat(run(new StatsCommand(console), "--json")).isZero();
    assertThat(out).hasToString("{ \"messages\" : { } }\n");
  }

  @Test
  void healthThatIsNotGoodIsShownAndFails() throws Exception {
    answers.put(
        "/api/health", new Api.Answer(503, "{\"status\":\"draining\",\"uptime_seconds\":7}"));

    assertThat(run(new HealthCommand(console))).isEqualTo(1);
    assertThat(out).hasToString("status          draining\nuptime_seconds         7\n");
  }

  @Test
  void anotherBusHasItsOwnApi() throws Exception {
    answers.put("/api/buses/audit/stats", ok("{\"messages\":{\"published\":1}}"));
    answers.put("/api/buses/audit/health", ok("{\"status\":\"healthy\"}"));
    answers.put("/api/buses/audit/topics", ok("{\"topics\":[" + topic("a", 1) + "],\"count\":2}"));
    answers.put("/api/buses/audit/topics?after=a", ok("{\"topics\":[" + topic("b", 1) + "]}"));

    assertThat(run(new StatsCommand(console), "--bus", "audit")).isZero();
    assertThat(run(new HealthCommand(console), "--bus", "audit")).isZero();
    assertThat(run(new TopicsCommand(console), "--bus", "audit")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(5);
  }

  @Test
  void theDefaultBusIsReachedByItsNameToo() throws Exception {
    answers.put("/api/health", ok("{}"));

    assertThat(run(new HealthCommand(console), "--bus", "default")).isZero();
  }

  @Test
  void aBusThatIsNotThereIsTold() {
    answers.put(
        "/api/buses/other/stats",
        new Api.Answer(404, "{\"error\":\"no such bus\",\"code\":\"BUS_NOT_FOUND\"}"));

    assertThatThrownBy(() -> run(new StatsCommand(console), "--bus", "other"))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("BUS_NOT_FOUND"));
  }

  @Test
  void aRefusalKeepsTheCodeOfTheServer() {
    answers.put(
        "/api/stats", new Api.Answer(429, "{\"error\":\"slower\",\"code\":\"RATE_LIMITED\"}"));

    assertThatThrownBy(() -> run(new StatsCommand(console)))
        .hasMessage("slower")
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("RATE_LIMITED"));
  }

  @Test
  void aRefusalWithoutACodeIsNamedByItsStatus() {
    assertThatThrownBy(() -> run(new HealthCommand(console)))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("HTTP_404"));
  }

  @Test
  void whatIsKeptIsPrintedPageByPage() throws Exception {
    String topic = "/api/topics/room%3A1/history?";
    answers.put(topic + "limit=2", ok(page("p2", message("\"one\""), message("{\"n\":2}"))));
    answers.put(topic + "after=p2", ok(page("p3", message("3"))));
    answers.put(topic + "after=p3", ok(page("p3")));

    assertThat(run(new ReplayCommand(console), "room:1", "--last", "2")).isZero();
    assertThat(out).hasToString("one\n{\"n\":2}\n3\n");
  }

  @Test
  void aGapIsToldAndFails() throws Exception {
    String gap = page("p").replace("false", "true");
    answers.put("/api/topics/a/history?after=x%20y", ok(gap));
    answers.put("/api/topics/a/history?since=5", ok(page("p1", message("1"))));
    answers.put("/api/topics/a/history?after=p1", ok(page("p1")));

    assertThat(run(new ReplayCommand(console), "a", "--from", "x y")).isEqualTo(1);
    assertThat(run(new ReplayCommand(console), "a", "--since", "5", "--json")).isZero();
    assertThat(out)
        .hasToString(
            "{\"topic\":\"a\",\"type\":\"t\",\"id\":\"i\",\"message\":1,\"ts\":\"now\"}\n");
  }

  @Test
  void aReplayIntoAnotherTopicIsBegun() throws Exception {
    answers.put("/api/topics/a/replay", new Api.Answer(202, "{\"id\":\"7\",\"total\":12}"));

    assertThat(run(new ReplayCommand(console), "a", "--last", "12", "--to", "b")).isZero();
    assertThat(out).hasToString("replay 7: 12 signals of a to b\n");
  }

  @Test
  void aReplayMustSayWhereToBegin() {
    assertThatThrownBy(() -> run(new ReplayCommand(console), "a"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run(new ReplayCommand(console), "a", "--last", "1", "--since", "2"))
        .isInstanceOf(UsageException.class);
  }

  private static String message(String payload) {
    return "{\"id\":\"i\",\"topic\":\"a\",\"type\":\"t\",\"message\":"
        + payload
        + ",\"ts\":\"now\"}";
  }

  private static String page(String position, String... messages) {
    return "{\"messages\":[%s],\"count\":%d,\"position\":\"%s\",\"gap\":false}"
        .formatted(String.join(",", messages), messages.length, position);
  }

  private int run(Command command, String... args) throws Exception {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 2, args.length);
    all[0] = "--url";
    all[1] = "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    return command.run(Arguments.of(command.usage(), List.of(all)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Api.Answer answer =
        answers.getOrDefault(exchange.getRequestURI().toString(), new Api.Answer(404, "{}"));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Api.Answer ok(String body) {
    return new Api.Answer(200, body);
  }

  private static String topic(String name, int messages) {
    return ("{\"name\":\"%s\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message_count\":%d,"
            + "\"subscriber_count\":2}")
        .formatted(name, messages);
  }
}
