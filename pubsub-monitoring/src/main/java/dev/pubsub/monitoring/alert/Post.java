package dev.pubsub.monitoring.alert;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Sends a body to where a webhook is. */
@FunctionalInterface
interface Post {

  /**
   * Sends it; does not block.
   *
   * @return the status of the answer, or a failure where there was none
   */
  CompletionStage<Integer> send(byte[] body, Map<String, String> headers);
}
