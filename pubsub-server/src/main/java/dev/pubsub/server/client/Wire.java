package dev.pubsub.server.client;

/** What a channel writes its frames to. Any thread may use it; nothing here blocks. */
interface Wire {

  /** Sends one frame, after all that were sent before. A failure ends the connection. */
  void send(String text);
}
