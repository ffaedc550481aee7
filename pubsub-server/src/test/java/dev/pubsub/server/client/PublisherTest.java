package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublisherTest {

  private final List<ObjectNode> pushed = new ArrayList<>();
  private final List<CompletableFuture<JsonNode>> replies = new ArrayList<>();
  private final Publisher publisher =
      new Publisher(Json.object().put("topic", "logs:app"), this::push, Duration.ofMillis(50));

  @Test
  void textIsPublishedAsAStringWhateverItLooksLike() throws InterruptedException {
    publisher.publish("{\"a\":1}");

    assertThat(pushed.get(0)).hasToString("{\"topic\":\"logs:app\",\"message\":\"{\\\"a\\\":1}\"}");
  }

  @Test
  void atMost256AreUnanswered() throws InterruptedException {
    for (int i = 0; i < 256; i++) {
      publisher.publish("x");
    }

    assertThatThrownBy(() -> publisher.publish("one too many"))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("TIMEOUT"));
    assertThat(pushed).hasSize(256);
  }

  @Test
  void anAnswerMakesRoomForTheNext() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      publisher.publish("x");
      replies.get(i).complete(Json.object());
    }
    publisher.finish();

    assertThat(pushed).hasSize(1000);
  }

  @Test
  void theNextPublishTellsOfARefusal() throws InterruptedException {
    publisher.publish("x");
    replies.get(0).completeExceptionally(new ClientException("FORBIDDEN", "not you"));

    assertThatThrownBy(() -> publisher.publish("y"))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("FORBIDDEN"));
    assertThat(pushed).hasSize(1);
  }

  @Test
  void theEndTellsOfTheFirstRefusal() throws InterruptedException {
    publisher.publish("x");
    publisher.publish("y");
    replies.get(0).completeExceptionally(new ClientException("FORBIDDEN", "not you"));
    replies.get(1).completeExceptionally(new ClientException("RATE_LIMITED", "slower"));

    assertThatThrownBy(publisher::finish)
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("FORBIDDEN"));
  }

  private CompletableFuture<JsonNode> push(String event, ObjectNode payload) {
    assertThat(event).isEqualTo("publish");
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    pushed.add(payload);
    replies.add(reply);
    return reply;
  }
}
