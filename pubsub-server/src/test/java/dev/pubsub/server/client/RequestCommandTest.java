package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Console console =
      new Console(InputStream.nullInputStream(), out, new PrintStream(new ByteArrayOutputStream()));
  private HttpServer server;
  private volatile Api.Answer answer = new Api.Answer(200, "{\"reply\":1}");
  private volatile String asked = "";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/request", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int run(String... arguments) throws Exception {
    RequestCommand command = new RequestCommand(console);
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--port=" + server.getAddress().getPort();
    return command.run(Arguments.of(command.usage(), List.of(all)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"all is well\"  | all is well",
        "{\"a\":[1, 1.50]} | {\"a\":[1,1.50]}",
        "7                | 7",
        "null             | null",
      })
  void theReplyIsPrintedAsPayloadsAre(String reply, String printed) throws Exception {
    answer = new Api.Answer(200, "{\"status\":\"replied\",\"reply\":" + reply + "}");

    assertThat(run("agents:7", "how are you?")).isZero();
    assertThat(out).hasToString(printed + "\n");
  }

  @Test
  void whatIsAskedIsSent() throws Exception {
    run("t", "what?", "--timeout", "1m", "--header", "lang=de", "--header", "a=b=c");

    JsonNode question = Json.read(asked);
    assertThat(question.path("topic").asText()).isEqualTo("t");
    assertThat(question.path("message").asText()).isEqualTo("what?");
    assertThat(question.path("timeout_ms").asLong()).isEqualTo(60_000);
    assertThat(question.path("headers").toString()).isEqualTo("{\"lang\":\"de\",\"a\":\"b=c\"}");
  }

  @Test
  void jsonIsTheWholeAnswer() throws Exception {
    answer = new Api.Answer(200, "{\"status\":\"replied\", \"reply\":7}");

    assertThat(run("t", "m", "--json")).isZero();
    assertThat(out).hasToString(answer.body() + "\n");
  }

  @Test
  void aRefusalIsToldWithTheCodeOfTheServer() {
    answer = new Api.Answer(404, "{\"error\":\"nobody was there\",\"code\":\"NO_RESPONDER\"}");

    assertThatThrownBy(() -> run("t", "m"))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("NO_RESPONDER"))
        .hasMessage("nobody was there");
    assertThat(out.size()).isZero();
  }

  @Test
  void aHeaderWithoutAValueIsWrongUse() {
    assertThatThrownBy(() -> run("t", "m", "--header", "lang")).isInstanceOf(UsageException.class);
  }
}
