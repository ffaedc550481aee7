package dev.pubsub.cluster.coordination;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** Why what was asked of the voters is not done. */
public enum CoordinationError implements ErrorCode {
  /** No majority of the voters has answered in time. */
  NO_QUORUM(Kind.EXTERNAL),
  /** The voters have not heard of this node for longer than a lease. */
  SESSION_LOST(Kind.EXTERNAL),
  /** Others held it, or were missing, for as long as was to be waited. */
  NOT_GRANTED(Kind.RESOURCES),
  /** The voters remember as much as they may. */
  COORDINATION_FULL(Kind.RESOURCES);

  private final Kind kind;

  CoordinationError(Kind kind) {
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
