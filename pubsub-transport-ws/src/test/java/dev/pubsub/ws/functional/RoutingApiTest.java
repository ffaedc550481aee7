package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the message router over HTTP. */
class RoutingApiTest {

  private final RunningServer server = new RunningServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> put(String name, String rule) throws Exception {
    return server.send(
        "PUT", "/api/routes/" + name, rule.replace('\'', '"'), "Content-Type", "application/json");
  }

  @Test
  void aRuleIsPutAndRoutesAndIsListedAndRemoved() throws Exception {
    RecordingSubscriber alarms = new RecordingSubscriber();
    server.bus().subscribe("alarms:*", alarms);
    HttpResponse<String> answer =
        put(
            "alarms",
            "{'pattern':'sensors:*','target':'alarms:{2}','selector':'message.type:hot',"
                + "'type':'alarm','priority':'high','headers':{'lang':'de'}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"status\":\"put\",\"name\":\"alarms\"");

    server.bus().publish("sensors:1", "cold", PublishOptions.ofType("cold"));
    server.bus().publish("sensors:2", "hot!", PublishOptions.ofType("hot").withKey("k"));
    Signal alarm = alarms.await(1, Duration.ofSeconds(20)).get(0);
    assertThat(alarm.topic()).isEqualTo("alarms:2");
    assertThat(alarm.type()).isEqualTo("alarm");
    assertThat(alarm.key()).isEqualTo("k");
    assertThat(alarm.priority()).isEqualTo(Priority.HIGH);
    assertThat(alarm.headers().get("lang")).contains("de");

    assertThat(server.get("/api/routes").body())
        .contains(
            "\"name\":\"alarms\",\"pattern\":\"sensors:*\",\"selector\":\"message.type:hot\"",
            "\"target\":\"alarms:{2}\"",
            "\"count\":1");
    assertThat(server.send("DELETE", "/api/routes/alarms", "").statusCode()).isEqualTo(200);
    assertThat(server.send("DELETE", "/api/routes/alarms", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/routes").body()).contains("\"count\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'target':'b'}                                    | 400 | BAD_REQUEST",
        "{'pattern':'a'}                                   | 400 | BAD_REQUEST",
        "{'pattern':7,'target':'b'}                        | 400 | BAD_REQUEST",
        "{'pattern':'a','target':'b','selector':7}         | 400 | BAD_REQUEST",
        "{'pattern':'a','target':'b','ttl_ms':5}           | 400 | BAD_REQUEST",
        "{'pattern':'a','target':'b','dedup_id':'x'}       | 400 | BAD_REQUEST",
        "{'pattern':'a','target':'b','delay_ms':5}         | 400 | BAD_REQUEST",
        "{'pattern':'a','target':'b','priority':'urgent'}  | 400 | BAD_OPTION",
        "{'pattern':'a::b','target':'b'}                   | 400 | BAD_PATTERN",
        "{'pattern':'a','target':'{size}'}                 | 400 | BAD_OPTION",
        "{'pattern':'a','target':'b','selector':'x'}       | 400 | BAD_SELECTION",
        "{'pattern':'a:**','target':'a:b'}                 | 409 | ROUTE_LOOP"
      })
  void aRuleThatCannotBeIsRefused(String rule, int status, String code) throws Exception {
    HttpResponse<String> answer = put("r", rule);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(server.bus().router().routes()).isEmpty();
  }
}
