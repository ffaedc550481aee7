package dev.pubsub.ws.phoenix;

import java.util.Map;

/** What became of a join. */
public sealed interface JoinOutcome {

  /**
   * The client is in.
   *
   * @param channel the channel
   * @param response what the client is told
   */
  record Joined(Channel channel, Map<String, ?> response) implements JoinOutcome {}

  /**
   * The client stays out.
   *
   * @param answer why
   */
  record Refused(Answer answer) implements JoinOutcome {}
}
