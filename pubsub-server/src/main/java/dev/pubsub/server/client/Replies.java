package dev.pubsub.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for the reply to a push. */
final class Replies {

  private Replies() {}

  /**
   * The response, once it has come.
   *
   * @param reply what a push returned
   * @param patience how long to wait
   * @throws ClientException with TIMEOUT, CONNECTION_LOST or the code of the refusal
   */
  static JsonNode await(CompletableFuture<JsonNode> reply, Duration patience)
      throws InterruptedException {
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ClientException(
          "TIMEOUT", "the server did not answer within %d ms".formatted(patience.toMillis()), e);
    } catch (ExecutionException e) {
      // Made anew, so that the stack trace begins with whoever waited.
      throw e.getCause() instanceof ClientException failure
          ? new ClientException(failure.code(), String.valueOf(failure.getMessage()), failure)
          : new ClientException("INTERNAL", String.valueOf(e.getMessage()), e);
    }
  }
}
