package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.server.client.ChannelEvent.Closed;
import dev.pubsub.server.client.ChannelEvent.Dropped;
import dev.pubsub.server.client.ChannelEvent.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ControlChannelTest {

  private final List<String> sent = new ArrayList<>();
  private final List<ChannelEvent> events = new ArrayList<>();
  private final ControlChannel channel = new ControlChannel(sent::add, events::add);

  @Test
  void pushesCarryAscendingRefsAndTheRefOfTheJoin() {
    List<CompletableFuture<JsonNode>> replies =
        List.of(
            channel.join(),
            channel.push("subscribe", Json.object().put("topic", "logs:**")),
            channel.heartbeat());

    assertThat(replies).noneMatch(CompletableFuture::isDone);
    assertThat(sent)
        .containsExactly(
            "[\"1\",\"1\",\"pubsub\",\"phx_join\",{}]",
            "[\"1\",\"2\",\"pubsub\",\"subscribe\",{\"topic\":\"logs:**\"}]",
            "[null,\"3\",\"phoenix\",\"heartbeat\",{}]");
  }

  @Test
  void eachReplyEndsThePushOfItsRef() {
    CompletableFuture<JsonNode> first = channel.push("ping", Json.object());
    CompletableFuture<JsonNode> second = channel.push("ping", Json.object());

    channel.receive(reply("2", "ok", "{\"n\":2}"));

    assertThat(first).isNotDone();
    assertThat(second).isCompletedWithValue(Json.read("{\"n\":2}"));
  }

  @Test
  void aRefusalCarriesTheCodeOfTheControlChannel() {
    CompletableFuture<JsonNode> push = channel.push("publish", Json.object());

    channel.receive(
        reply(
            "1",
            "error",
            "{\"type\":\"error\",\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"no\"}}"));

    assertThat(failure(push).code()).isEqualTo("BAD_REQUEST");
    assertThat(failure(push)).hasMessage("no");
  }

  @Test
  void aRefusedJoinCarriesItsCodeAndReason() {
    CompletableFuture<JsonNode> join = channel.join();

    channel.receive(reply("1", "error", "{\"reason\":\"not you\",\"code\":\"FORBIDDEN\"}"));

    assertThat(failure(join).code()).isEqualTo("FORBIDDEN");
    assertThat(failure(join)).hasMessage("not you");
  }

  @Test
  void messagesAndLossesAreHandedOn() {
    channel.receive("[\"1\",null,\"pubsub\",\"message\",{\"type\":\"event\",\"topic\":\"t\"}]");
    channel.receive(
        "[\"1\",null,\"pubsub\",\"dropped\",{\"topic\":\"t\",\"count\":7,\"reason\":\"full\"}]");

    assertThat(events)
        .containsExactly(
            new Message(Json.read("{\"type\":\"event\",\"topic\":\"t\"}")),
            new Dropped("t", 7, "full"));
  }

  @Test
  void whatIsUnknownOrUnaskedForIsPassedOver() {
    channel.receive(reply("99", "ok", "{}"));
    channel.receive("[\"1\",null,\"pubsub\",\"weather\",{}]");

    assertThat(events).isEmpty();
  }

  @Test
  void aLostConnectionFailsWhatIsUnansweredAndWhatComesLater() {
    CompletableFuture<JsonNode> before = channel.push("ping", Json.object());

    channel.close("gone");
    channel.close("gone again");
    CompletableFuture<JsonNode> after = channel.push("ping", Json.object());

    assertThat(failure(before)).hasMessage("gone");
    assertThat(failure(before).code()).isEqualTo("CONNECTION_LOST");
    assertThat(failure(after)).hasMessage("gone");
    assertThat(events).containsExactly(new Closed("gone"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aChannelThatTheServerClosesIsLost() {
    channel.receive("[\"1\",\"1\",\"pubsub\",\"phx_error\",{\"reason\":\"channel_crash\"}]");

    assertThat(events).singleElement().isInstanceOf(Closed.class);
  }

  private static String reply(String ref, String status, String response) {
    return "[\"1\",\"%s\",\"pubsub\",\"phx_reply\",{\"status\":\"%s\",\"response\":%s}]"
        .formatted(ref, status, response);
  }

  private static ClientException failure(CompletableFuture<JsonNode> reply) {
    return catchThrowableOfType(
        ClientException.class, () -> Replies.await(reply, Duration.ofSeconds(10)));
  }
}
