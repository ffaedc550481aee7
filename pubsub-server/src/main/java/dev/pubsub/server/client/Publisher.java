package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Publishes to one topic without waiting for each answer, but never far ahead of them. */
final class Publisher {

  /** How many may be unanswered at a time. */
  static final int WINDOW = 256;

  private final ObjectNode request;
  private final BiFunction<String, ObjectNode, CompletableFuture<JsonNode>> push;
  private final Duration patience;
  private final Deque<CompletableFuture<JsonNode>> unanswered = new ArrayDeque<>();

  /**
   * A publisher that nothing is published by yet.
   *
   * @param request what every publish says beside its message, the topic at least
   * @param push sends an event with its payload
   * @param patience how long to wait for an answer
   */
  Publisher(
      ObjectNode request,
      BiFunction<String, ObjectNode, CompletableFuture<JsonNode>> push,
      Duration patience) {
    this.request = request;
    this.push = push;
    this.patience = patience;
  }

  /**
   * Publishes a text; waits while too many are unanswered.
   *
   * @throws ClientException with TIMEOUT, or with the code of the refusal of an earlier one
   */
  void publish(String text) throws InterruptedException {
    CompletableFuture<JsonNode> oldest = unanswered.peek();
    while (oldest != null && (oldest.isDone() || unanswered.size() == WINDOW)) {
      Replies.await(unanswered.remove(), patience);
      oldest = unanswered.peek();
    }
    unanswered.add(push.apply("publish", request.deepCopy().put("message", text)));
  }

  /**
   * Waits until everything is answered.
   *
   * @throws ClientException with TIMEOUT, or with the code of the first refusal
   */
  void finish() throws InterruptedException {
    while (!unanswered.isEmpty()) {
      Replies.await(unanswered.remove(), patience);
    }
  }
}
