package dev.pubsub.verification.fuzz;

import dev.pubsub.ws.frame.MessageReader;

/** What a client may send at once. */
record ReaderLimits(int frame, int message, int fragments) {

  /** So small that they are met all the time. */
  static final ReaderLimits SMALL = new ReaderLimits(200, 300, 5);

  /** So large that making room for what is only announced would show. */
  static final ReaderLimits LARGE = new ReaderLimits(1 << 24, 1 << 24, 1000);

  MessageReader reader() {
    return new MessageReader(frame, message, fragments);
  }
}
