package dev.pubsub.ws.undertow;

/**
 * A client that stays connected: a WebSocket, a stream of events, or one that waits for an answer.
 * Any thread may use it.
 */
interface Attached {

  /** Does what is due by now, and ends the connection if it has been silent for too long. */
  void sweep(long now);

  /**
   * Reads from the client at each sweep only, and little, so that it keeps its pulse; or as fast as
   * it sends again.
   */
  default void readSlowly(boolean slowly) {}

  /** Asks the client to go, since the server is going down. */
  void dismiss();

  /** Cuts the connection without a word. */
  void endSoon();
}
