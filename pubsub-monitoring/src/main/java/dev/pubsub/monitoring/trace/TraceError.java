package dev.pubsub.monitoring.trace;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** Why the way of a signal is not told. */
public enum TraceError implements ErrorCode {
  /** No node remembers a step of it. */
  TRACE_NOT_FOUND(Kind.CALLER),
  /** What was asked for is not the identity of a signal. */
  BAD_MESSAGE_ID(Kind.CALLER);

  private final Kind kind;

  TraceError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  PubSubException because(String sentence) {
    return new PubSubException(this, sentence);
  }
}
