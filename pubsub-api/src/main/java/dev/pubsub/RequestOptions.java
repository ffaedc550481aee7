package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.util.Objects;

/**
 * What whoever asks may say beside the question.
 *
 * @param timeout how long to wait: for the reply, for all replies of {@link Bus#gather}, or from
 *     one reply to the next of {@link Bus#stream}. A question that has no time to live of its own
 *     lives so long, and reaches nobody when its asker has given up
 * @param publish what the question carries as a signal; the headers by which replies find their way
 *     are put in by the bus
 */
public record RequestOptions(Duration timeout, PublishOptions publish) {

  /** The longest that anybody may wait for a reply. */
  public static final Duration MAX_TIMEOUT = Duration.ofDays(1);

  /** Five seconds, and nothing else is said. */
  public static final RequestOptions DEFAULT =
      new RequestOptions(Duration.ofSeconds(5), PublishOptions.DEFAULT);

  /**
   * Checks the options.
   *
   * @param timeout above zero, up to {@link #MAX_TIMEOUT}
   * @param publish without a deduplication id: the reply would go to whoever asked first
   * @throws PubSubException with BAD_OPTION when the timeout is out of its range, or there is a
   *     deduplication id
   */
  public RequestOptions {
    Objects.requireNonNull(publish, "publish");
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a reply may be waited for from 1 ns to " + MAX_TIMEOUT + ", not " + timeout);
    }
    if (!publish.deduplicationId().isEmpty()) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a question has no deduplication id: the reply would go to whoever asked first");
    }
  }

  /**
   * Options with a timeout.
   *
   * @param timeout above zero, up to {@link #MAX_TIMEOUT}
   * @return the options
   */
  public static RequestOptions within(Duration timeout) {
    return new RequestOptions(timeout, PublishOptions.DEFAULT);
  }

  /**
   * These options for a question that carries more.
   *
   * @param options what it carries as a signal
   * @return the changed copy
   */
  public RequestOptions publishing(PublishOptions options) {
    return new RequestOptions(timeout, options);
  }
}
