package dev.pubsub.monitoring.alert;

/** What was seen of a cause. */
record Reading(Cause cause, double value, double limit) {

  /** Of something that is so, or is not looked at. */
  static Reading fact(Cause cause) {
    return new Reading(cause, 1, 1);
  }

  boolean holds() {
    return value >= limit;
  }
}
