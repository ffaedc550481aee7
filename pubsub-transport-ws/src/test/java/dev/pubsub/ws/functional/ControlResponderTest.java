package dev.pubsub.ws.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Signal;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of the control channel that answers questions. Frames are written with ' for ". */
class ControlResponderTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunningServer server;
  private WebSocketClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer();
    client = server.connect("?vsn=2.0.0");
    say("['1','1','pubsub','phx_join',{}]");
    say("['1','2','pubsub','subscribe',{'topic':'work'}]");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private JsonNode say(String frame) throws Exception {
    client.send(frame.replace('\'', '"'));
    JsonNode answer = next();
    assertThat(answer.at("/status").asText()).as(answer.toString()).isEqualTo("ok");
    return answer;
  }

  private JsonNode next() throws Exception {
    return MAPPER.readTree(client.next()).get(4);
  }

  @Test
  void aQuestionSaysWhereToReplyAndAPlainPublishToThereIsTheReply() throws Exception {
    CompletableFuture<Signal> asked = server.bus().request("work", "a text");
    JsonNode question = next();
    assertThat(question.fieldNames())
        .toIterable()
        .containsExactly("type", "topic", "message", "ts", "headers", "reply_to", "correlation");
    String replyTo = question.get("reply_to").asText();
    String correlation = question.get("correlation").asText();
    assertThat(question.at("/headers/reply-to").asText()).isEqualTo(replyTo);
    assertThat(question.at("/headers/correlation").asText()).isEqualTo(correlation);

    say(
        "['1','3','pubsub','publish',{'topic':'%s','message':'done','headers':{'correlation':'%s'}}]"
            .formatted(replyTo, correlation));

    assertThat(asked.join().payload()).isEqualTo("done");
  }

  @Test
  void whoeverIsNotAskedReadsNoReplies() throws Exception {
    CompletableFuture<Signal> asked = server.bus().request("work", 1);
    String replyTo = next().get("reply_to").asText();

    client.send(
        "['1','3','pubsub','subscribe',{'topic':'%s'}]".formatted(replyTo).replace('\'', '"'));

    assertThat(next().at("/status").asText()).isEqualTo("error");
    asked.cancel(false);
  }

  @Test
  void headersAreShownWhereThereAreAnyAndNothingElseChanges() throws Exception {
    server.bus().publish("work", 1, PublishOptions.DEFAULT.withHeader("lang", "de \"ü\""));
    server.bus().publish("work", 2);

    JsonNode with = next();
    assertThat(with.at("/headers/lang").asText()).isEqualTo("de \"ü\"");
    assertThat(with.has("reply_to")).isFalse();
    assertThat(next().fieldNames()).toIterable().containsExactly("type", "topic", "message", "ts");
  }
}
