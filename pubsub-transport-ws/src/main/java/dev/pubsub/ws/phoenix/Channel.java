package dev.pubsub.ws.phoenix;

/** One topic that one client joined. Only the thread that handles what the client says calls it. */
public interface Channel {

  /**
   * Handles a message on the channel. Must not block.
   *
   * @param message neither a join nor a leave
   * @return what to answer
   */
  Answer push(Message message);

  /** Ends everything that the channel holds; nothing is sent on its behalf afterwards. */
  void leave();
}
