package dev.pubsub.monitoring.alert;

import dev.pubsub.testkit.ManualTime;

/** Alerts that nobody has to look at. */
final class Alarm {

  private Alarm() {}

  static Alert of(String bus) {
    return of(new Cause(Rule.QUEUE_DEPTH, bus, ""));
  }

  static Alert of(Cause cause) {
    return new Alert(true, "n1", new Reading(cause, 20, 10), ManualTime.START);
  }
}
