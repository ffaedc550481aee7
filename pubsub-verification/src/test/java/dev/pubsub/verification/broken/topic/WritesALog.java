package dev.pubsub.verification.broken.topic;

/** The API with a log. */
final class WritesALog {
  void write() {
    System.getLogger("api").log(System.Logger.Level.INFO, "hello");
  }
}
