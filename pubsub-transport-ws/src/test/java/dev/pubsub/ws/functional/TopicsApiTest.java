package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics over HTTP. */
class TopicsApiTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = new RunningServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aTopicIsCreatedFoundListedAndDeleted() throws Exception {
    HttpResponse<String> created = server.post("/api/topics", "{\"name\":\"life:cycle\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(RunningServer.json(created).get("status").asText()).isEqualTo("created");
    assertThat(RunningServer.json(created).get("topic").asText()).isEqualTo("life:cycle");
    assertThat(Instant.parse(RunningServer.json(created).get("timestamp").asText()))
        .isAfter(Instant.EPOCH);

    HttpResponse<String> found = server.get("/api/topics/life%3Acycle");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(found).fieldNames())
        .toIterable()
        .containsExactly("name", "created_at", "message_count", "subscriber_count");

    JsonNode list = RunningServer.json(server.get("/api/topics?after=life:cyckd&limit=1"));
    assertThat(list.get("topics").get(0).get("name").asText()).isEqualTo("life:cycle");
    assertThat(list.get("count").asInt()).isPositive();

    HttpResponse<String> deleted = server.send("DELETE", "/api/topics/life:cycle", "");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(deleted).get("status").asText()).isEqualTo("deleted");
    assertThat(server.get("/api/topics/life:cycle").statusCode()).isEqualTo(404);
  }

  @Test
  void aTopicThatExistsIsAConflict() throws Exception {
    server.post("/api/topics", "{\"name\":\"twice\"}");

    HttpResponse<String> again = server.post("/api/topics", "{\"name\":\"twice\"}");

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body())
        .isEqualTo(
            "{\"error\":\"Topic already exists\",\"topic\":\"twice\",\"code\":\"TOPIC_EXISTS\"}");
  }

  @Test
  void aTopicWithoutANameIsABadRequest() throws Exception {
    HttpResponse<String> response = server.post("/api/topics", "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"Missing required parameter\",\"required\":\"name\","
                + "\"code\":\"BAD_REQUEST\"}");
  }

  @Test
  void aBadNameIsToldWhatIsWrongWithIt() throws Exception {
    HttpResponse<String> response = server.post("/api/topics", "{\"name\":\"a::b\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningServer.json(response).get("code").asText()).isEqualTo("BAD_TOPIC");
    assertThat(RunningServer.json(response).get("error").asText()).contains("empty level");
  }

  @Test
  void aTopicThatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> response = server.send("DELETE", "/api/topics/no%2Fwhere", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            "{\"error\":\"Topic not found\",\"topic\":\"no/where\",\"code\":\"TOPIC_NOT_FOUND\"}");
  }

  @Test
  void aNameWithAnythingInItIsReachedPercentEncoded() throws Exception {
    server.post("/api/topics", "{\"name\":\"a/b c:é\"}");

    assertThat(
            RunningServer.json(server.get("/api/topics/a%2Fb%20c%3A%C3%A9")).get("name").asText())
        .isEqualTo("a/b c:é");
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (String name : new String[] {"page:1", "page:2", "page:3"}) {
      server.post("/api/topics", "{\"name\":\"" + name + "\"}");
    }

    JsonNode first = RunningServer.json(server.get("/api/topics?after=page:0&limit=2"));
    JsonNode second = RunningServer.json(server.get("/api/topics?after=page%3A2&limit=1"));

    assertThat(first.get("topics").findValuesAsText("name")).containsExactly("page:1", "page:2");
    assertThat(second.get("topics").findValuesAsText("name")).containsExactly("page:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "x", ""})
  void aLimitOutOfRangeIsABadRequest(String limit) throws Exception {
    assertThat(server.get("/api/topics?limit=" + limit).statusCode()).isEqualTo(400);
  }
}
