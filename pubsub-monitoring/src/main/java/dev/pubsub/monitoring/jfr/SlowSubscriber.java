package dev.pubsub.monitoring.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A subscriber that held others up, failed time and again or could not keep up, or recovered. */
@Name("dev.pubsub.SlowSubscriber")
@Label("Slow Subscriber")
@Description("A subscriber was overtaken, quarantined or disconnected, or has recovered")
@Category("Pub/Sub")
@StackTrace(false)
final class SlowSubscriber extends Event {

  @Label("Node")
  final String node;

  @Label("Bus")
  final String bus;

  @Label("Pattern")
  final String pattern;

  @Label("State")
  @Description("overtaken, quarantined, disconnected or recovered")
  final String state;

  SlowSubscriber(String node, String bus, String pattern, String state) {
    this.node = node;
    this.bus = bus;
    this.pattern = pattern;
    this.state = state;
  }
}
