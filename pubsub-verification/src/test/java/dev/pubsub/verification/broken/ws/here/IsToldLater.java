package dev.pubsub.verification.broken.ws.here;

import jakarta.inject.Inject;

/** A part that waits to be told the rest. */
final class IsToldLater {
  @Inject
  void begin(Runnable work) {
    work.run();
  }
}
