package dev.pubsub.verification.broken.core.system;

import dev.pubsub.verification.broken.core.lane.Lane;

/** The floor uses a room. */
final class StandsOnAnUpperRoom {
  Lane[] lanes() {
    return new Lane[0];
  }
}
