package dev.pubsub.verification.broken.ws.here;

import io.micrometer.core.instrument.Counter;

/** A transport with meters of its own. */
final class Measures {
  void count(Counter connections) {
    connections.increment();
  }
}
