package dev.pubsub.verification.broken.core.deliver;

import dev.pubsub.verification.broken.core.lane.Lane;

/** The lower room uses the upper one. */
final class KnowsTheLane {
  Lane lane() {
    return new Lane();
  }
}
