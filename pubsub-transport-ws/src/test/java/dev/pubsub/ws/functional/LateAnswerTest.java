package dev.pubsub.ws.functional;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Question;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that wait for a reply, a place each, and no thread. */
class LateAnswerTest {

  private static final int PLACES = 20;
  private static final String QUESTION = "{\"topic\":\"slow\",\"message\":1,\"timeout_ms\":60000}";

  private final BlockingQueue<Question> asked = new LinkedBlockingQueue<>();
  private RunningServer server;

  @BeforeEach
  void start() {
    server = new RunningServer("io.threads", "1", "requests.max", Integer.toString(PLACES));
    server.bus().respond("slow", asked::add);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CompletableFuture<HttpResponse<String>> ask() {
    return server
        .http()
        .sendAsync(
            HttpRequest.newBuilder(server.uri("/api/request"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUESTION))
                .build(),
            BodyHandlers.ofString());
  }

  private Question next() throws InterruptedException {
    return asked.poll(10, TimeUnit.SECONDS);
  }

  private static byte[] raw(String body) {
    return ("POST /api/request HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + ("Content-Length: " + body.length() + "\r\n\r\n" + body))
        .getBytes(US_ASCII);
  }

  @Test
  void whoeverWaitsHoldsNoThreadAndThereIsABoundToHowManyDo() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int n = 0; n < PLACES; n++) {
      answers.add(ask());
    }
    List<Question> questions = new ArrayList<>();
    for (int n = 0; n < PLACES; n++) {
      questions.add(next());
    }

    assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
    HttpResponse<String> tooMany = ask().join();
    assertThat(tooMany.statusCode()).isEqualTo(503);
    assertThat(tooMany.headers().firstValue("Retry-After")).contains("1");
    assertThat(tooMany.body()).contains("UNAVAILABLE");

    questions.forEach(question -> question.reply("done"));
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().body()).contains("\"reply\":\"done\"");
    }
    CompletableFuture<HttpResponse<String>> another = ask();
    next().reply("again");
    assertThat(another.join().body()).contains("\"reply\":\"again\"");
  }

  @Test
  void whenTheClientGoesTheResponderIsToldAndThePlaceIsFree() throws Exception {
    for (int n = 0; n < PLACES + 1; n++) {
      CountDownLatch cancelled = new CountDownLatch(1);
      try (RawClient client = new RawClient(server.port())) {
        client.send(raw(QUESTION));
        Question question = next();
        question.onCancel(cancelled::countDown);
        assertThat(question.isCancelled()).isFalse();
      }
      assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatIsSentMeanwhileOnTheSameConnectionIsAnsweredNext() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send(raw(QUESTION));
      Question first = next();
      client.send(raw("{\"topic\":\"nobody\",\"message\":1}"));
      client.send(raw(QUESTION));
      first.reply(1);

      assertThat(next(client)).contains("200 OK", "\"reply\":1");
      assertThat(next(client)).contains("404 Not Found", "NO_RESPONDER");
      next().reply(2);
      assertThat(next(client)).contains("200 OK", "\"reply\":2");
    }
  }

  private static String next(RawClient client) throws IOException {
    List<String> head = client.answer();
    return head.get(0) + client.body(head);
  }

  @Test
  void aServerThatGoesDownWaitsForTheReplyAndTakesNoOtherQuestion() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = ask();
    Question question = next();
    // The one worker is done with the question, then.
    assertThat(server.get("/healthz/live").statusCode()).isEqualTo(200);
    // Not in the common pool, whose one thread the HTTP client may need.
    CompletableFuture<Void> drained =
        CompletableFuture.runAsync(
            () -> server.drain(Duration.ofSeconds(30)), task -> new Thread(task).start());

    Awaitility.await().until(() -> server.get("/healthz/ready").statusCode() == 503);
    assertThat(ask().join().statusCode()).isEqualTo(503);
    assertThat(drained).isNotDone();
    question.reply("still");

    assertThat(answer.join().body()).contains("\"reply\":\"still\"");
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatIsClosedTellsTheResponder() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> answer = ask();
    next().onCancel(ended::countDown);

    server.close();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    Awaitility.await().until(answer::isDone);
  }
}
