package dev.pubsub.monitoring.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What a bus did in an interval. */
@Name("dev.pubsub.PublishBatch")
@Label("Publish Batch")
@Description("What a bus did in an interval")
@Category("Pub/Sub")
@Period("5 s")
@StackTrace(false)
final class PublishBatch extends Event {

  @Label("Node")
  final String node;

  @Label("Bus")
  final String bus;

  @Label("Interval")
  @Description("Since what was counted before")
  @Timespan(Timespan.NANOSECONDS)
  final long interval;

  @Label("Published")
  @Description("Signals that were accepted")
  final long published;

  @Label("Rejected")
  @Description("Signals that were refused")
  final long rejected;

  @Label("Delivered")
  @Description("Deliveries that subscribers handled")
  final long delivered;

  @Label("Dropped")
  @Description("Signals that did not reach a subscriber")
  final long dropped;

  @Label("Queue Depth")
  @Description("Signals that wait for the subscription that is furthest behind, at the end")
  final long queueDepth;

  PublishBatch(String node, String bus, Count before, Count now) {
    this.node = node;
    this.bus = bus;
    this.interval = now.at() - before.at();
    this.published = now.stats().published() - before.stats().published();
    this.rejected = now.stats().rejected() - before.stats().rejected();
    this.delivered = now.stats().delivered() - before.stats().delivered();
    this.dropped = now.stats().droppedTotal() - before.stats().droppedTotal();
    this.queueDepth = now.stats().waitingMax();
  }
}
