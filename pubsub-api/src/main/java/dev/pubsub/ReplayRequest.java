package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Objects;

/**
 * What of the past is to be published once more, where to, and how fast.
 *
 * @param pattern a topic name or a pattern
 * @param start where in the history of its topics to begin; it ends with what is kept now
 * @param to a topic, or a prefix with {@code :*} behind it, such as {@code again:*}: then each
 *     signal goes to its own topic below the prefix. The pattern must not match it
 * @param speed 1 with the pauses that there were, 2 twice as fast, 0 as fast as possible
 */
public record ReplayRequest(String pattern, StartAt start, String to, double speed) {

  /**
   * Checks the speed.
   *
   * @param pattern a topic name or a pattern
   * @param start where to begin
   * @param to where to publish
   * @param speed 0 or more
   * @throws PubSubException with BAD_OPTION when the speed is negative or not finite
   */
  public ReplayRequest {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(to, "to");
    if (!(speed >= 0 && Double.isFinite(speed))) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "the speed of a replay must be 0 or more, not " + speed);
    }
  }
}
