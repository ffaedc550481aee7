package dev.pubsub.verification.broken.core.letter;

/** An engine that complains. */
final class PrintsItsTrouble {
  void print(Exception trouble) {
    trouble.printStackTrace();
  }
}
