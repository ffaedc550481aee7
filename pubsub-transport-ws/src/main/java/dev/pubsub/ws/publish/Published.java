package dev.pubsub.ws.publish;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Duplicate;
import java.util.Map;

/**
 * A publish that went well, this time or before.
 *
 * @param accepted what came of it
 * @param duplicate whether that was before, and nothing was published this time
 */
public record Published(Accepted accepted, boolean duplicate) {

  /**
   * A result that is no refusal.
   *
   * @param result accepted or a duplicate
   * @return the same for both
   */
  public static Published of(PublishResult result) {
    return result instanceof Duplicate again
        ? new Published(again.first(), true)
        : new Published((Accepted) result, false);
  }

  /**
   * Adds {@code "duplicate": true} where it is one.
   *
   * @param answer what the client is told
   */
  public void tellIfDuplicate(Map<String, Object> answer) {
    if (duplicate) {
      answer.put("duplicate", true);
    }
  }
}
