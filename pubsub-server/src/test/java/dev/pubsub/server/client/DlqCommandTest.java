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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlqCommandTest {

  private final Map<String, String> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
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
  void theListIsATable() throws Exception {
    answers.put(
        "GET /api/dead-letters?limit=100&after=0&topic=**",
        "{\"dead_letters\":[{\"id\":12,\"topic\":\"room:1\",\"pattern\":\"room:*\","
            + "\"reason\":\"EXHAUSTED\",\"attempts\":5,\"set_aside_at\":\"2026-01-01T00:00:00Z\"}],"
            + "\"count\":1}");

    assertThat(run("list")).isZero();
    assertThat(out)
        .hasToString(
            """
            ID   TOPIC  PATTERN     REASON  ATTEMPTS             SET ASIDE
            12  room:1   room:*  EXHAUSTED         5  2026-01-01T00:00:00Z
            """);
  }

  @Test
  void theListIsNarrowedAndPaged() throws Exception {
    answers.put("GET /api/buses/audit/dead-letters?limit=7&after=12&topic=a%3A%2B", "{\"x\": 1}");

    assertThat(run("list", "--bus", "audit", "--limit=7", "--after=12", "--topic", "a:+", "--json"))
        .isZero();
    assertThat(out).hasToString("{\"x\": 1}\n");
  }

  @Test
  void oneIsShownFieldByField() throws Exception {
    answers.put("GET /api/dead-letters/12", "{\"id\":12,\"message\":{\"a\":1},\"topic\":\"t\"}");

    assertThat(run("show", "12")).isZero();
    assertThat(out).hasToString("id            12\nmessage  {\"a\":1}\ntopic          t\n");
  }

  @Test
  void oneOrAllAreRedrivenAndPurged() throws Exception {
    answers.put("POST /api/dead-letters/12/redrive", "{}");
    answers.put("POST /api/dead-letters/redrive?topic=a", "{}");
    answers.put("DELETE /api/dead-letters/12", "{}");
    answers.put("DELETE /api/dead-letters", "{}");

    assertThat(run("redrive", "12")).isZero();
    assertThat(run("redrive", "--all", "--topic", "a")).isZero();
    assertThat(run("purge", "12")).isZero();
    assertThat(run("purge", "--all")).isZero();
    assertThat(requests)
        .containsExactly(
            "POST /api/dead-letters/12/redrive",
            "POST /api/dead-letters/redrive?topic=a",
            "DELETE /api/dead-letters/12",
            "DELETE /api/dead-letters");
  }

  @Test
  void aRefusalIsAFailure() {
    assertThatThrownBy(() -> run("redrive", "99")).isInstanceOf(ClientException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fly",
        "redrive",
        "purge",
        "purge x",
        "purge 1 --all",
        "purge 1 --topic a",
        "show",
        "list extra"
      })
  void whatIsNotClearIsWrongUse(String line) {
    assertThatThrownBy(() -> run(line)).isInstanceOf(UsageException.class);
    assertThat(requests).isEmpty();
  }

  private int run(String line) throws Exception {
    String[] words = line.split(" ");
    return run(words[0], Arrays.copyOfRange(words, 1, words.length));
  }

  private int run(String name, String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--url");
    all.add("http://127.0.0.1:" + server.getAddress().getPort());
    Command command = (Command) new DlqCommand(console).group().entry(name);
    return command.run(Arguments.of(command.usage(), all));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    requests.add(request);
    String answer = answers.get(request);
    byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
