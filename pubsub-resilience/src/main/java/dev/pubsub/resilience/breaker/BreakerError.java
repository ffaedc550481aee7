package dev.pubsub.resilience.breaker;

import dev.pubsub.error.ErrorCode;

/** What those are told who ask for a breaker. */
public enum BreakerError implements ErrorCode {
  /** There is no breaker of that name on that bus, or not any more. */
  BREAKER_NOT_FOUND(Kind.CALLER),
  /** What a breaker is to be set to is none of the three. */
  BAD_BREAKER_STATE(Kind.CALLER);

  private final Kind kind;

  BreakerError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
