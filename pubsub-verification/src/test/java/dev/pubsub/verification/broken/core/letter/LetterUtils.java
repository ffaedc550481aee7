package dev.pubsub.verification.broken.core.letter;

/** An empty word. */
final class LetterUtils {
  private LetterUtils() {}
}
