package dev.pubsub.verification.broken.ws.here;

import java.time.Instant;
import java.util.function.Supplier;

/** Time from the JDK, by reference. */
final class AsksForTheTime {
  Supplier<Instant> now() {
    return Instant::now;
  }
}
