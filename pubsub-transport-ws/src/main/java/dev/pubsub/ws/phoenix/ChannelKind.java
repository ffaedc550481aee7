package dev.pubsub.ws.phoenix;

/** What channels of a topic are. Any thread may use it. */
public interface ChannelKind {

  /**
   * Handles a join. Must not block.
   *
   * @param request who joins what
   * @return the channel, or a refusal
   */
  JoinOutcome join(JoinRequest request);
}
