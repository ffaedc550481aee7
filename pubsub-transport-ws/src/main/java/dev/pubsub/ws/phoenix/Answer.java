package dev.pubsub.ws.phoenix;

import dev.pubsub.error.PubSubException;
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

  /**
   * A refusal of the channel protocol.
   *
   * @param code the stable code
   * @param reason one sentence
   * @return an answer with status error
   */
  public static Answer refusal(String code, String reason) {
    return new Answer(false, Map.of("reason", reason, "code", code));
  }

  static Answer refusal(PubSubException refused) {
    String reason = refused.getMessage();
    return refusal(refused.code().name(), reason == null ? refused.code().name() : reason);
  }

  /** An error as Phoenix itself words it, without a code. */
  static Answer error(String reason) {
    return new Answer(false, Map.of("reason", reason));
  }

  String status() {
    return ok ? "ok" : "error";
  }
}
