package dev.pubsub.ws.phoenix;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel and the join that made it.
 *
 * @param channel the channel
 * @param joinRef the join_ref of the join, null when it had none
 * @param ref what stands for the join afterwards: its join_ref, or else its ref
 */
record Joined(Channel channel, @Nullable String joinRef, @Nullable String ref) {

  /** Whether a message with this join_ref is meant for this join and not for an earlier one. */
  boolean isMeantBy(@Nullable String messageJoinRef) {
    return messageJoinRef == null || Objects.equals(messageJoinRef, ref);
  }
}
