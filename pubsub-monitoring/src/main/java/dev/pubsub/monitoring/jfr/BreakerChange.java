package dev.pubsub.monitoring.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A circuit breaker opened, half opened or closed. */
@Name("dev.pubsub.BreakerChange")
@Label("Breaker Change")
@Category("Pub/Sub")
@StackTrace(false)
final class BreakerChange extends Event {

  @Label("Node")
  final String node;

  @Label("Bus")
  final String bus;

  @Label("Breaker")
  final String breaker;

  @Label("State")
  final String state;

  @Label("Previous State")
  final String previousState;

  @Label("Reason")
  final String reason;

  BreakerChange(
      String node, String bus, String breaker, String state, String previousState, String reason) {
    this.node = node;
    this.bus = bus;
    this.breaker = breaker;
    this.state = state;
    this.previousState = previousState;
    this.reason = reason;
  }
}
