package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketCommandsTest {

  private static final String MESSAGE =
      "[\"1\",null,\"pubsub\",\"message\",{\"type\":\"event\",\"topic\":\"logs:a\",\"message\":%s,"
          + "\"ts\":\"now\"}]";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void subConnectsWithALargeQueueAndSubscribesEachPatternOnce() throws Exception {
    Running sub = sub("logs:**", "room:1", "logs:**");

    assertThat(server.accept()).isEqualTo("GET /ws/websocket?vsn=2.0.0&capacity=65536 HTTP/1.1");
    assertThat(server.answerNext("ok", "{}").event()).isEqualTo("phx_join");
    assertThat(server.answerNext("ok", "{}").payload()).hasToString("{\"topic\":\"logs:**\"}");
    assertThat(err).hasToString("");
    assertThat(server.answerNext("ok", "{}").payload()).hasToString("{\"topic\":\"room:1\"}");
    sub.interruptOnceItSays("subscribed");

    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);
    assertThat(sub.status()).isZero();
  }

  @Test
  void subBeginsWithThePastIfItIsAskedTo() throws Exception {
    Running sub = sub("logs:**", "--replay", "5");

    server.accept();
    server.answerNext("ok", "{}");
    assertThat(server.answerNext("ok", "{}").payload())
        .hasToString("{\"topic\":\"logs:**\",\"replay\":5}");
    sub.interruptOnceItSays("subscribed");
    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);
    assertThat(sub.status()).isZero();
  }

  @Test
  void subPrintsWhatCameBeforeItWasToldToEnd() throws Exception {
    Running sub = subscribed("logs:**");
    server.send(MESSAGE.formatted("{\"id\":\"i\",\"payload\":\"one\"}"));
    server.sendInTwo(MESSAGE.formatted("{\"id\":\"i\",\"payload\":\"twö\"}"));
    server.send(MESSAGE.formatted("{\"n\":3}"));
    sub.interruptOnceItPrinted("one\ntwö\n{\"n\":3}\n");
    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);

    assertThat(sub.status()).isZero();
  }

  @Test
  void subFailsInTheEndWhenSignalsWereLost() throws Exception {
    Running sub = subscribed("logs:**");
    server.send(
        "[\"1\",null,\"pubsub\",\"dropped\",{\"topic\":\"logs:**\",\"count\":7,\"reason\":\"overflow\"}]");
    sub.interruptOnceItSays("DROPPED: 7 signals of logs:** were lost (overflow)");
    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);

    assertThat(sub.status()).isEqualTo(1);
  }

  @Test
  void subTellsWhyTheConnectionEnded() throws Exception {
    Running sub = subscribed("logs:**");
    server.send(MESSAGE.formatted("{\"id\":\"i\",\"payload\":\"last\"}"));
    server.sendClose(1012);

    assertThatThrownBy(sub::status)
        .hasMessage("the server is shutting down (1012)")
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_LOST"));
    assertThat(out).hasToString("last\n");
  }

  @Test
  void subTellsOfARefusedPattern() throws Exception {
    Running sub = sub("a::b");
    server.acceptJoin();
    server.answerNext(
        "error", "{\"error\":{\"code\":\"SUBSCRIPTION_FAILED\",\"message\":\"empty\"}}");
    server.sendClose(1000);

    assertThatThrownBy(sub::status)
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("SUBSCRIPTION_FAILED"));
    assertThat(err).hasToString("");
  }

  @Test
  void aServerThatSpeaksNonsenseIsLeft() throws Exception {
    Running sub = subscribed("logs:**");
    server.send("hello?");

    assertThatThrownBy(sub::status)
        .hasMessageContaining("not JSON")
        .hasMessageContaining("BAD_ANSWER");
  }

  @Test
  void aServerThatOpensNoWebSocketIsNamed() throws Exception {
    Running sub = sub("logs:**");
    server.refuse(403);

    assertThatThrownBy(sub::status)
        .hasMessageContaining("403")
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("REFUSED"));
  }

  @Test
  void aSocketIsOpenedOnTheBusThatIsNamed() throws Exception {
    Running pub = run(new PubCommand(console("")), "t", "hi", "--bus", "audit");

    assertThat(server.accept())
        .isEqualTo("GET /ws/websocket?vsn=2.0.0&capacity=65536&bus=audit HTTP/1.1");
    server.answerNext("ok", "{}");
    server.answerNext("ok", "{}");
    server.sendClose(1000);
    assertThat(pub.status()).isZero();
  }

  @Test
  void aBusThatIsNotThereIsTold() throws Exception {
    Running sub = run(new SubCommand(console(""), Termination.none()), "t", "--bus", "other");
    server.refuse(404, "X-Error-Code: BUS_NOT_FOUND");

    assertThatThrownBy(sub::status)
        .hasMessageEndingWith("has no bus 'other'")
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("BUS_NOT_FOUND"));
  }

  @Test
  void aRefusedJoinIsTold() throws Exception {
    Running sub = sub("logs:**");
    server.accept();
    server.answerNext("error", "{\"reason\":\"not you\",\"code\":\"FORBIDDEN\"}");
    server.sendClose(1000);

    assertThatThrownBy(sub::status)
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("FORBIDDEN"));
  }

  @Test
  void pubSendsEveryLineOfItsInput() throws Exception {
    Running pub = run(new PubCommand(console("one\r\n\nthree")), "logs:a");
    server.acceptJoin();
    for (String line : new String[] {"one", "", "three"}) {
      Frame push = server.answerNext("ok", "{}");
      assertThat(push.event()).isEqualTo("publish");
      assertThat(push.payload())
          .hasToString("{\"topic\":\"logs:a\",\"message\":\"%s\"}".formatted(line));
    }
    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);

    assertThat(pub.status()).isZero();
  }

  @Test
  void pubSendsAMessageAsOftenAsItIsTold() throws Exception {
    Running pub = run(new PubCommand(console("")), "t", "@hi", "--count", "3", "--rate", "1000");
    server.acceptJoin();
    for (int i = 0; i < 3; i++) {
      assertThat(server.answerNext("ok", "{}").payload().path("message").asText()).isEqualTo("@hi");
    }
    server.sendClose(1000);

    assertThat(pub.status()).isZero();
  }

  @Test
  void pubSaysHowLongAMessageIsOfUseAndWhenToPublishIt() throws Exception {
    Running pub =
        run(
            new PubCommand(console("")),
            "t",
            "hi",
            "--ttl",
            "1m",
            "--delay",
            "2s",
            "--header",
            "lang=de");
    server.acceptJoin();
    JsonNode request = server.answerNext("ok", "{}").payload();
    assertThat(request.path("ttl_ms").asLong()).isEqualTo(60_000);
    assertThat(request.path("delay_ms").asLong()).isEqualTo(2_000);
    assertThat(request.path("headers").toString()).isEqualTo("{\"lang\":\"de\"}");
    server.sendClose(1000);

    assertThat(pub.status()).isZero();
  }

  @Test
  void aSpanOfTimeThatIsNoneIsWrongUse() {
    Usage usage = new PubCommand(console("")).usage();

    assertThatThrownBy(() -> Arguments.of(usage, List.of("t", "--ttl", "soon")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'soon' is not a span of time such as 250ms, 30s or PT5M");
  }

  @Test
  void pubReadsNoMoreLinesThanItIsTold() throws Exception {
    Running pub = run(new PubCommand(console("a\nb\nc\n")), "t", "-", "--count", "2");
    server.acceptJoin();
    server.answerNext("ok", "{}");
    server.answerNext("ok", "{}");
    assertThat(server.receive()).isEmpty();
    server.sendClose(1000);

    assertThat(pub.status()).isZero();
  }

  @Test
  void pubTellsOfARefusal() throws Exception {
    Running pub = run(new PubCommand(console("")), "t:*", "hi");
    server.acceptJoin();
    server.answerNext("error", "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"a pattern\"}}");
    server.sendClose(1000);

    assertThatThrownBy(pub::status)
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("BAD_REQUEST"));
  }

  @Test
  void heartbeatsKeepTheConnectionAndASilentServerLosesIt() throws Exception {
    BlockingQueue<ChannelEvent> events = new LinkedBlockingQueue<>();
    FutureTask<Connection> opening = new FutureTask<>(() -> open(events));
    new Thread(opening).start();
    server.acceptJoin();
    try (Connection connection = opening.get()) {
      for (int i = 0; i < 3; i++) {
        Frame beat = server.answerNext("ok", "{}");
        assertThat(beat.topic()).isEqualTo("phoenix");
        assertThat(beat.event()).isEqualTo("heartbeat");
      }
      assertThat(events.poll(10, TimeUnit.SECONDS))
          .isEqualTo(new ChannelEvent.Closed("the server does not answer any more"));
      assertThatThrownBy(() -> connection.call("ping", Json.object()))
          .hasMessage("the server does not answer any more");
    }
  }

  private Connection open(BlockingQueue<ChannelEvent> events) throws InterruptedException {
    Target target = new Target("http://127.0.0.1:" + server.port(), "default");
    return Connection.open(target, events::add, Duration.ofMillis(1500));
  }

  private Running subscribed(String pattern) throws IOException {
    Running sub = sub(pattern);
    server.acceptJoin();
    server.answerNext("ok", "{}");
    return sub;
  }

  private Running sub(String... patterns) {
    return run(new SubCommand(console(""), Termination.none()), patterns);
  }

  private Running run(Command command, String... args) {
    Stream<String> where = Stream.of("--url", "ws://127.0.0.1:" + server.port() + "/ws");
    Arguments arguments =
        Arguments.of(command.usage(), Stream.concat(Stream.of(args), where).toList());
    return new Running(() -> command.run(arguments));
  }

  private Console console(String input) {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  /** A command on a thread of its own, whose Ctrl-C is an interrupt. */
  private final class Running {

    private final FutureTask<Integer> task;
    private final Thread thread;

    Running(Callable<Integer> command) {
      task = new FutureTask<>(command);
      thread = new Thread(task);
      thread.start();
    }

    void interruptOnceItSays(String sentence) {
      await().until(() -> err.toString(StandardCharsets.UTF_8).contains(sentence));
      thread.interrupt();
    }

    void interruptOnceItPrinted(String text) {
      await().until(() -> out.toString(StandardCharsets.UTF_8).equals(text));
      thread.interrupt();
    }

    int status() throws Exception {
      try {
        return task.get();
      } catch (ExecutionException e) {
        throw (Exception) e.getCause();
      }
    }
  }
}
