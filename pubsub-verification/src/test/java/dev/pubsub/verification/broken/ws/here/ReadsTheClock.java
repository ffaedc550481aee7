package dev.pubsub.verification.broken.ws.here;

/** Time from the JDK. */
final class ReadsTheClock {
  long now() {
    return System.nanoTime();
  }
}
