package dev.pubsub.verification.broken.core.letter;

/** A counter for every assembly in the JVM. */
final class SharesItsState {
  @SuppressWarnings("NonFinalStaticField")
  private static int count;

  int next() {
    return ++count;
  }
}
