package dev.pubsub.resilience.limit;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** The refusals of those who change limits. Whoever meets a limit is told RATE_LIMITED. */
public enum LimitError implements ErrorCode {
  /** What is given is no limit, or one that makes no sense. */
  BAD_LIMIT,
  /** There is no limit of that name. */
  LIMIT_NOT_FOUND,
  /** The assembly was opened without limits. */
  LIMITS_OFF;

  @Override
  public Kind kind() {
    return Kind.CALLER;
  }

  PubSubException because(String sentence) {
    return new PubSubException(this, sentence);
  }
}
