package dev.pubsub.verification.broken.core.letter;

/** An empty word. */
final class LetterManager {
  private LetterManager() {}
}
