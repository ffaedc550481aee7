package dev.pubsub.verification.broken.ws.here;

import jakarta.inject.Inject;

/** A part that is not whole when it has been made. */
final class IsFilledFromBehind {
  @Inject Runnable part;
}
