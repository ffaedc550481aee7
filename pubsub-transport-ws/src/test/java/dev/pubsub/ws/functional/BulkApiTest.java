package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.signal.Signal;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP API does to many at once. Bodies are written with ' for ". */
class BulkApiTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return server.post(path, body.replace('\'', '"'));
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void severalMessagesAreBroadcastAsRealtimeJsDoes() throws Exception {
    BlockingQueue<Signal> received = new LinkedBlockingQueue<>();
    server.bus().subscribe("several:*", delivery -> received.add(delivery.signal()));

    HttpResponse<String> response =
        post(
            "/api/broadcast",
            "{'messages':[{'topic':'several:1','event':'said','payload':{'a':1},'private':false},"
                + "{'topic':'several::','event':'said','payload':2},"
                + "{'topic':'several:2','event':'said','payload':3}]}");

    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode results = json(response).get("results");
    assertThat(results.get(0).get("delivered").asInt()).isEqualTo(1);
    assertThat(results.get(0).get("message_id").asText()).isNotEmpty();
    assertThat(results.get(1).get("code").asText()).isEqualTo("BAD_TOPIC");
    assertThat(results.get(2).get("delivered").asInt()).isEqualTo(1);
    Signal first = received.poll(10, TimeUnit.SECONDS);
    assertThat(first.type()).isEqualTo("said");
    assertThat(first.payload()).isEqualTo(Map.of("a", 1));
    assertThat(received.poll(10, TimeUnit.SECONDS).payload()).isEqualTo(3);
  }

  @Test
  void whatIsForAMessageByItselfIsRefusedBesideSeveral() throws Exception {
    String several = "\"messages\":[{\"topic\":\"a\",\"event\":\"e\",\"payload\":1}]";
    HttpResponse<String> once =
        server.send(
            "POST",
            "/api/broadcast",
            "{" + several + "}",
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            "7");
    HttpResponse<String> both = server.post("/api/broadcast", "{\"topic\":\"b\"," + several + "}");

    for (HttpResponse<String> refused : List.of(once, both)) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).get("code").asText()).isEqualTo("BAD_REQUEST");
    }
  }

  @Test
  void eachOfSeveralMessagesMayBeOnceAndHaveATimeToLive() throws Exception {
    String once = "{'topic':'once','event':'e','payload':1,'dedup_id':'7','ttl_ms':5000}";

    JsonNode results =
        json(post("/api/broadcast", "{'messages':[" + once + "," + once + "]}")).get("results");

    assertThat(results.get(0).has("duplicate")).isFalse();
    assertThat(results.get(1).get("duplicate").asBoolean()).isTrue();
    assertThat(results.get(1).get("message_id")).isEqualTo(results.get(0).get("message_id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                         | BAD_REQUEST",
        "7                                          | BAD_REQUEST",
        "[7]                                        | BAD_REQUEST",
        "[{'topic':'a','event':'e'}]                | BAD_REQUEST",
        "[{'topic':'a','payload':1}]                | BAD_REQUEST",
        "[{'topic':'a*','event':'e','payload':1}]   | BAD_TOPIC",
        "[{'topic':'a','event':'e','payload':1,'ttl_ms':0}]   | BAD_OPTION",
        "[{'topic':'a','event':'e','payload':1,'delay_ms':5}] | BAD_REQUEST",
      })
  void messagesOfWhichNoneCanBeAreABadRequest(String messages, String code) throws Exception {
    HttpResponse<String> response = post("/api/broadcast", "{'messages':" + messages + "}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).get("code").asText()).isEqualTo(code);
  }

  @Test
  void severalTopicsAreCreatedTogether() throws Exception {
    server.bus().topics().create("bulk:1");
    HttpResponse<String> response = post("/api/topics", "{'names':['bulk:1','bulk::','bulk:2']}");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode results = json(response).get("results");
    assertThat(results.get(0).toString()).isEqualTo("{\"topic\":\"bulk:1\",\"status\":\"exists\"}");
    assertThat(results.get(1).get("code").asText()).isEqualTo("BAD_TOPIC");
    assertThat(results.get(2).get("status").asText()).isEqualTo("created");
    assertThat(server.bus().topics().find("bulk:2")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'a'", "[1]", "[null]"})
  void namesThatAreNoListOfTextsAreABadRequest(String names) throws Exception {
    assertThat(post("/api/topics", "{'names':" + names + "}").statusCode()).isEqualTo(400);
  }

  @Test
  void aThousandGoTogetherAtMost() throws Exception {
    String thousand = String.join(",", Collections.nCopies(1000, "'many'"));

    assertThat(post("/api/topics", "{'names':[" + thousand + "]}").statusCode()).isEqualTo(200);
    assertThat(post("/api/topics", "{'names':[" + thousand + ",'many']}").statusCode())
        .isEqualTo(400);
  }
}
