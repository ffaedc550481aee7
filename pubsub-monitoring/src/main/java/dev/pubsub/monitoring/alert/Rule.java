package dev.pubsub.monitoring.alert;

import java.util.Locale;

/**
 * What is looked at. A text is made of the value (1), the limit (2), the bus (3) and whom it is
 * about (4).
 */
enum Rule {
  QUEUE_DEPTH(
      Severity.WARNING,
      "%1$.0f signals wait for one subscription of the bus '%3$s' (limit %2$.0f): find the"
          + " subscriber that is slow (GET /api/performance names it), let more of them share the"
          + " work in a group, or raise its capacity"),
  DROP_RATE(
      Severity.WARNING,
      "For every hundred signals that are published on the bus '%3$s', %1$.1f deliveries are lost"
          + " (limit %2$.1f): see which reason grows in pubsub_messages_dropped_total; for overflow,"
          + " look for slow subscribers"),
  FAILED_PUBLICATIONS(
      Severity.WARNING,
      "Of a hundred signals for the bus '%3$s', %1$.1f are refused (limit %2$.1f): see which code"
          + " grows in pubsub_messages_rejected_total, and what the page of errors says of it"),
  BURN_RATE_FAST(
      Severity.CRITICAL,
      "The bus '%3$s' has %1$.1f times as many errors as its objective '%4$s' allows (limit"
          + " %2$.1f); so, those of a month are used up in two days: "
          + Rule.WHERE_ERRORS_ARE),
  BURN_RATE_SLOW(
      Severity.WARNING,
      "The bus '%3$s' has %1$.1f times as many errors as its objective '%4$s' allows (limit"
          + " %2$.1f); so, those of a month are used up in five days: "
          + Rule.WHERE_ERRORS_ARE),
  BUS_UNAVAILABLE(
      Severity.CRITICAL,
      "The bus '%3$s' does not deliver: a thread of it has ended; see the log, and restart this"
          + " node"),
  HEAP(
      Severity.CRITICAL,
      "%1$.1f %% of the heap are used (limit %2$.1f): give the JVM more (-Xmx), or keep less history"
          + " and fewer dead letters"),
  VOLUME(
      Severity.WARNING,
      "The bus '%3$s' takes signals at a rate that is %1$.1f deviations from the usual (limit"
          + " %2$.1f): see whether a publisher has stopped, or publishes too much"),
  INSTANCE_DOWN(
      Severity.CRITICAL,
      "The node '%4$s' is gone, or cannot be reached, and had not said that it leaves: see whether"
          + " its process runs, and whether the network is whole"),
  SUBSCRIBER_GONE(
      Severity.WARNING,
      "A subscriber of '%4$s' on the bus '%3$s' was cut off since it could not keep up, and nobody is"
          + " subscribed there now: start it again, and see why it was slow"),
  BREAKER_OPEN(
      Severity.WARNING,
      "The circuit breaker '%4$s' of the bus '%3$s' is open: what it guards fails or is slow; heal"
          + " that, and it closes by itself");

  private static final String WHERE_ERRORS_ARE =
      "for deliveries see which reason grows in pubsub_messages_dropped_total, for publishes which"
          + " code in pubsub_messages_rejected_total, and for processing what subscribers wait for";

  private final Severity severity;
  private final String text;

  Rule(Severity severity, String text) {
    this.severity = severity;
    this.text = text;
  }

  Severity severity() {
    return severity;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is so, and what to do. */
  String sentence(Reading reading) {
    Cause cause = reading.cause();
    return String.format(
        Locale.ROOT, text, reading.value(), reading.limit(), cause.bus(), cause.subject());
  }
}
