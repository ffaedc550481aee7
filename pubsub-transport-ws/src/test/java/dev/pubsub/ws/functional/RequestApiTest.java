package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Question;
import dev.pubsub.Subscription;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions by HTTP, and what comes back. Bodies are written with ' for ". */
class RequestApiTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer("pubsub.buses", "audit");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String body) throws Exception {
    return server.post("/api/request", body.replace('\'', '"'));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
  }

  @Test
  void aQuestionIsAnsweredWithTheReplyOfTheResponder() throws Exception {
    AtomicReference<Signal> asked = new AtomicReference<>();
    server
        .bus()
        .respond(
            "sum",
            question -> {
              asked.set(question.signal());
              question.reply(Map.of("sum", 5));
            });

    HttpResponse<String> response =
        ask(
            "{'topic':'sum','message':[2,3],'type':'add','key':'k','priority':'high',"
                + "'headers':{'lang':'de'}}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json(response);
    assertThat(answer.get("status").asText()).isEqualTo("replied");
    assertThat(answer.get("topic").asText()).isEqualTo("sum");
    assertThat(answer.get("reply").toString()).isEqualTo("{\"sum\":5}");
    assertThat(answer.get("message_id").asText()).isEqualTo(asked.get().id().toString());
    assertThat(answer.has("timestamp")).isTrue();
    assertThat(asked.get().type()).isEqualTo("add");
    assertThat(asked.get().key()).isEqualTo("k");
    assertThat(asked.get().priority()).isEqualTo(Priority.HIGH);
    assertThat(asked.get().headers().get("lang")).contains("de");
  }

  @Test
  void whoAnswersOneQuestionLearnsNotWhereAnotherIsAnswered() throws Exception {
    List<String> inboxes = new CopyOnWriteArrayList<>();
    Subscription responder =
        server
            .bus()
            .respond(
                "twice",
                question -> {
                  inboxes.add(
                      question.signal().headers().getOrDefault(ReplyHeaders.REPLY_TO, "none"));
                  question.reply(1);
                });
    assertThat(ask("{'topic':'twice','message':1}").statusCode()).isEqualTo(200);
    assertThat(ask("{'topic':'twice','message':2}").statusCode()).isEqualTo(200);
    responder.close();

    assertThat(inboxes).hasSize(2).doesNotHaveDuplicates().doesNotContain("none");
    await().until(() -> server.bus().publish(inboxes.get(0), 3) instanceof Rejected);
  }

  @Test
  void aReplyMayComeFromAnotherThreadMuchLater() throws Exception {
    CompletableFuture<Question> taken = new CompletableFuture<>();
    server.bus().respond("later", taken::complete);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> asked("{'topic':'later','message':1}"));

    Question question = taken.join();
    assertThat(answer).isNotDone();
    question.reply("now");

    assertThat(json(answer.join()).get("reply").asText()).isEqualTo("now");
  }

  private static HttpResponse<String> asked(String body) {
    try {
      return ask(body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachBusHasItsOwnQuestions() throws Exception {
    server.bus("audit").respond("who", question -> question.reply("audit"));

    assertThat(
            json(server.post("/api/buses/audit/request", "{\"topic\":\"who\",\"message\":1}"))
                .get("reply")
                .asText())
        .isEqualTo("audit");
    assertRefused(ask("{'topic':'who','message':1}"), 404, "NO_RESPONDER");
  }

  @Test
  void aQuestionThatNobodyAnswersInTimeHasTimedOut() throws Exception {
    server.bus().subscribe("silent", delivery -> {});

    assertRefused(ask("{'topic':'silent','message':1,'timeout_ms':20}"), 504, "REQUEST_TIMEOUT");
  }

  @Test
  void aResponderThatThrowsIsABadGatewayWithItsSentence() throws Exception {
    server
        .bus()
        .respond(
            "throws",
            question -> {
              throw new IllegalStateException("the oven is cold");
            });

    HttpResponse<String> response = ask("{'topic':'throws','message':1}");

    assertRefused(response, 502, "RESPONDER_FAILED");
    assertThat(json(response).get("error").asText()).isEqualTo("the oven is cold");
  }

  @Test
  void aResponderThatGoesIsABadGateway() throws Exception {
    CompletableFuture<Question> taken = new CompletableFuture<>();
    Subscription responder = server.bus().respond("goes", taken::complete);
    var unused = taken.thenRunAsync(responder::close);

    assertRefused(ask("{'topic':'goes','message':1}"), 502, "RESPONDER_GONE");
  }

  @Test
  void aReplyThatIsNoJsonIsABadGateway() throws Exception {
    Object[] endless = new Object[1];
    endless[0] = endless;
    server.bus().respond("endless", question -> question.reply(endless));

    assertRefused(ask("{'topic':'endless','message':1}"), 502, "RESPONDER_FAILED");
  }

  @Test
  void bytesComeInBase64() throws Exception {
    server.bus().respond("bytes", question -> question.reply(new byte[] {1, 2, 3}));

    assertThat(json(ask("{'topic':'bytes','message':1}")).get("reply").toString())
        .isEqualTo("{\"base64\":\"AQID\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'message':1                                       | BAD_REQUEST",
        "'topic':'a'                                       | BAD_REQUEST",
        "'topic':5,'message':1                             | BAD_REQUEST",
        "'topic':'a*','message':1                          | BAD_TOPIC",
        "'topic':'a','message':1,'timeout_ms':0            | BAD_OPTION",
        "'topic':'a','message':1,'timeout_ms':600001       | BAD_OPTION",
        "'topic':'a','message':1,'timeout_ms':'5s'         | BAD_OPTION",
        "'topic':'a','message':1,'priority':'urgent'       | BAD_OPTION",
        "'topic':'a','message':1,'dedup_id':'7'            | BAD_REQUEST",
        "'topic':'a','message':1,'delay_ms':7              | BAD_REQUEST",
        "'topic':'a','message':1,'gather':'most'           | BAD_REQUEST",
        "'topic':'a','message':1,'gather':0                | BAD_REQUEST",
        "'topic':'a','message':1,'gather':1.5              | BAD_REQUEST",
      })
  void whatIsNoQuestionIsABadRequest(String fields, String code) throws Exception {
    assertRefused(ask("{" + fields + "}"), 400, code);
  }

  @Test
  void thePathAnswersToPostOnly() throws Exception {
    HttpResponse<String> response = server.get("/api/request");

    assertRefused(response, 405, "METHOD_NOT_ALLOWED");
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      // When it is enough, more may have come already.
      value = {
        "'all'      | 2 | false | 1",
        "'first'    | 2 | true  | 0",
        "2          | 2 | true  | 0",
        "'deadline' | 2 | true  | 1",
      })
  void whatSeveralReplyIsGathered(String gather, int replies, boolean complete, int failed)
      throws Exception {
    String topic = "crew:" + gather.replaceAll("\\W", "");
    server.bus().respond(topic, question -> question.reply("one"));
    server.bus().respond(topic, question -> question.reply("two"));
    if (failed > 0) {
      server.bus().respond(topic, question -> question.fail("not me"));
    }

    HttpResponse<String> response =
        ask("{'topic':'" + topic + "','message':1,'gather':" + gather.strip() + "}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = json(response);
    assertThat(answer.get("status").asText()).isEqualTo("gathered");
    assertThat(answer.get("asked").asInt()).isEqualTo(2 + failed);
    assertThat(answer.get("complete").asBoolean()).isEqualTo(complete);
    assertThat(answer.get("failed").asInt()).isBetween(0, failed);
    assertThat(answer.get("replies")).hasSizeBetween(complete ? 1 : 0, replies);
  }
}
