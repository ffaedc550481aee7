package dev.pubsub.cluster.member;

import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;

/** Why a node cannot be one of a cluster. */
public enum ClusterError implements ErrorCode {
  /** Another node of the cluster has the name of this one. */
  NODE_NAME_TAKEN(Kind.CALLER),
  /** The address is taken, or the others do not let this node in. */
  CANNOT_JOIN(Kind.EXTERNAL);

  private final Kind kind;

  ClusterError(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /**
   * A refusal.
   *
   * @param sentence what is wrong, and what would be right
   * @return to be thrown
   */
  public PubSubException because(String sentence) {
    return new PubSubException(this, sentence);
  }

  /**
   * A refusal that something else caused.
   *
   * @param cause says what is wrong
   * @return to be thrown
   */
  public PubSubException because(Exception cause) {
    return new PubSubException(this, String.valueOf(cause.getMessage()), cause);
  }
}
