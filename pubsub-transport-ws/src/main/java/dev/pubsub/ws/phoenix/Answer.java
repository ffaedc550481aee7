package dev.pubsub.ws.phoenix;

import dev.pubsub.PublishResult;
import dev.pubsub.error.PubSubException;
import dev.pubsub.ws.json.Json;
import java.time.Duration;
import java.util.Map;

/**
 * The answer to a join or a push.
 *
 * @param ok whether the status is ok, or else error
 * @param response an object for the client
 */
public record Answer(boolean ok, Map<String, ?> response) {

  /** Done, and nothing more to say. */
  public static final Answer OK = new Answer(true, Map.of());

  private static final String NO_TOPIC = "TOPIC_NOT_FOUND";
  private static final String UNMATCHED = "unmatched topic";

  /**
   * A refusal of the channel protocol.
   *
   * @param code the stable code
   * @param reason one sentence
   * @return an answer with status error
   */
  public static Answer refusal(String code, String reason) {
    return refusal(code, reason, Duration.ZERO);
  }

  static Answer refusal(PubSubException refused) {
    return refusal(refused.code().name(), refused.getMessage(), refused.retryAfter());
  }

  static Answer refusal(PublishResult.Rejected refused) {
    return refusal(refused.code().name(), refused.reason(), refused.retryAfter());
  }

  /** Phoenix has words of its own for a topic that is not there. */
  private static Answer refusal(String code, String reason, Duration retryAfter) {
    Map<String, Object> response =
        Json.object("reason", code.equals(NO_TOPIC) ? UNMATCHED : reason, "code", code);
    addRetry(response, retryAfter);
    return new Answer(false, response);
  }

  /**
   * Says when the same request may succeed, if time can mend it.
   *
   * @param error what the client is told
   * @param retryAfter zero when time alone will not mend it
   */
  public static void addRetry(Map<String, Object> error, Duration retryAfter) {
    if (!retryAfter.isZero()) {
      error.put("retry_after_ms", retryAfter.plusNanos(999_999).toMillis());
    }
  }

  static Answer unmatched() {
    return error(UNMATCHED);
  }

  /** An error as Phoenix itself words it, without a code. */
  static Answer error(String reason) {
    return new Answer(false, Map.of("reason", reason));
  }

  String status() {
    return ok ? "ok" : "error";
  }
}
