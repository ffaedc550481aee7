package dev.pubsub.verification.broken.ws.here;

import jdk.jfr.FlightRecorder;

/** A transport with events of its own. */
final class RecordsItsFlight {
  boolean isRecorded() {
    return FlightRecorder.isInitialized();
  }
}
