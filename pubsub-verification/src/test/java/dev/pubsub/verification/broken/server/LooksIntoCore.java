package dev.pubsub.verification.broken.server;

import dev.pubsub.verification.broken.core.lane.Lane;

/** A user of a room of core. */
final class LooksIntoCore {
  Lane lane() {
    return new Lane();
  }
}
