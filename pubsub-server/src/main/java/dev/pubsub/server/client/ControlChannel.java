package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The client's side of the channel {@code pubsub}: pairs pushes with replies and hands on what the
 * server sends by itself. Pushes may come from any thread, frames from one at a time.
 */
final class ControlChannel {

  private static final String TOPIC = "pubsub";
  private static final String JOIN_REF = "1";

  private final Wire wire;
  private final Consumer<ChannelEvent> events;
  private final AtomicLong refs = new AtomicLong();
  private final Map<String, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();

  /**
   * A channel that is not joined yet.
   *
   * @param wire takes the frames
   * @param events told what comes in, on the thread that brings the frames; may block it
   */
  ControlChannel(Wire wire, Consumer<ChannelEvent> events) {
    this.wire = wire;
    this.events = events;
  }

  /** Joins; must come before every other push. */
  CompletableFuture<JsonNode> join() {
    return send(JOIN_REF, TOPIC, "phx_join", Json.object());
  }

  /**
   * Pushes an event.
   *
   * @return the server's response, or a {@link ClientException} with the code of its refusal or
   *     with CONNECTION_LOST
   */
  CompletableFuture<JsonNode> push(String event, ObjectNode payload) {
    return send(JOIN_REF, TOPIC, event, payload);
  }

  /** Pushes the heartbeat that keeps the connection open. */
  CompletableFuture<JsonNode> heartbeat() {
    return send("", "phoenix", "heartbeat", Json.object());
  }

  private CompletableFuture<JsonNode> send(
      String joinRef, String topic, String event, ObjectNode payload) {
    String ref = Long.toString(refs.incrementAndGet());
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    unanswered.put(ref, reply);
    // Asked after the reply was registered: whoever closes at this moment sees the one or the
    // other.
    if (closed.isDone()) {
      unanswered.remove(ref);
      reply.completeExceptionally(lost(closed.join()));
    } else {
      wire.send(new Frame(joinRef, ref, topic, event, payload).text());
    }
    return reply;
  }

  /** Takes one text frame from the server. */
  void receive(String text) {
    Frame frame = Frame.parse(text);
    switch (frame.event()) {
      case "phx_reply" -> answer(frame);
      case "phx_close", "phx_error" -> close("the server closed the channel");
      case "message" -> events.accept(new ChannelEvent.Message(frame.payload()));
      case "dropped" ->
          events.accept(
              new ChannelEvent.Dropped(
                  frame.payload().path("topic").asText(),
                  frame.payload().path("count").asLong(),
                  frame.payload().path("reason").asText("unknown")));
      default -> {
        // A server of a later version may tell more than this client asks for.
      }
    }
  }

  private void answer(Frame frame) {
    CompletableFuture<JsonNode> reply = unanswered.remove(frame.ref());
    if (reply == null) {
      return;
    }
    JsonNode response = frame.payload().path("response");
    if (frame.payload().path("status").asText().equals("ok")) {
      reply.complete(response);
    } else {
      reply.completeExceptionally(refusal(response));
    }
  }

  /** The control channel refuses with {@code error: {code, message}}, a join with code, reason. */
  private static ClientException refusal(JsonNode response) {
    JsonNode error = response.path("error").isObject() ? response.path("error") : response;
    String sentence = error.path("message").asText(error.path("reason").asText("refused"));
    long later = error.path("retry_after_ms").asLong();
    return new ClientException(
        error.path("code").asText("REFUSED"),
        later > 0 ? "%s; try again in %d ms".formatted(sentence, later) : sentence);
  }

  /** The connection is gone: every push fails, those on their way included. Once is enough. */
  void close(String reason) {
    if (!closed.complete(reason)) {
      return;
    }
    unanswered.values().forEach(reply -> reply.completeExceptionally(lost(reason)));
    unanswered.clear();
    events.accept(new ChannelEvent.Closed(reason));
  }

  private static ClientException lost(String reason) {
    return new ClientException("CONNECTION_LOST", reason);
  }
}
