package dev.pubsub.verification.broken.core.publish;

import dev.pubsub.verification.broken.core.subscribe.Seat;

/** Publishing uses subscribing, which stands beside it. */
final class KnowsItsNeighbour {
  Seat seat() {
    return new Seat();
  }
}
