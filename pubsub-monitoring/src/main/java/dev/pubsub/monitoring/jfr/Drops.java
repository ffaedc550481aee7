package dev.pubsub.monitoring.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Signals of a bus that did not reach a subscriber in an interval, for one reason. */
@Name("dev.pubsub.Drops")
@Label("Drops")
@Description("Signals that did not reach a subscriber in the interval of a Publish Batch")
@Category("Pub/Sub")
@StackTrace(false)
final class Drops extends Event {

  @Label("Node")
  final String node;

  @Label("Bus")
  final String bus;

  @Label("Reason")
  final String reason;

  @Label("Count")
  final long count;

  @Label("Interval")
  @Description("Since what was counted before")
  @Timespan(Timespan.NANOSECONDS)
  final long interval;

  Drops(String node, String bus, String reason, long count, long interval) {
    this.node = node;
    this.bus = bus;
    this.reason = reason;
    this.count = count;
    this.interval = interval;
  }
}
