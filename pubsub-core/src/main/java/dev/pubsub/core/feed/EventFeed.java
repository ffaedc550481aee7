package dev.pubsub.core.feed;

import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.Map;

/**
 * Tells {@code health} and {@code lifecycle} what happens to subscriptions, and {@code audit} who
 * did what. The former are not told what happens on themselves, so no fact is the cause of itself.
 */
public final class EventFeed implements Observer {

  private final Feeds feeds;

  /** Tells these. */
  public EventFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  public void happened(BusEvent event) {
    if (event instanceof BusEvent.Subscribed opened) {
      lifecycle(opened.bus(), opened.pattern(), "process_started");
    } else if (event instanceof BusEvent.Unsubscribed closed) {
      lifecycle(closed.bus(), closed.pattern(), "process_stopped");
    } else if (event instanceof BusEvent.Disconnected cut) {
      lifecycle(cut.bus(), cut.pattern(), "process_disconnected");
      health(cut.bus(), cut.pattern(), "disconnected", Map.of());
    } else if (event instanceof BusEvent.Overtaken slow) {
      health(slow.bus(), slow.pattern(), "overtaken", Map.of());
    } else if (event instanceof BusEvent.Quarantined ill) {
      health(ill.bus(), ill.pattern(), "quarantined", Map.of("rest_ms", ill.rest().toMillis()));
    } else if (event instanceof BusEvent.Recovered well) {
      health(well.bus(), well.pattern(), "recovered", Map.of());
    } else if (event instanceof BusEvent.Administered done) {
      audit(done);
    }
  }

  private void lifecycle(String bus, String pattern, String type) {
    if (!bus.equals(Feeds.LIFECYCLE)) {
      feeds.tell(
          Feeds.LIFECYCLE,
          "process_lifecycle:subscriptions",
          type,
          Map.of("process_type", "subscription", "bus", bus, "subscription_name", pattern));
    }
  }

  private void audit(BusEvent.Administered done) {
    feeds.tell(
        Feeds.AUDIT,
        "audit_trail:admin_operations",
        "admin_operation",
        Map.of(
            "user_id", done.principal(),
            "action", done.action(),
            "bus", done.bus(),
            "resource", done.resource()));
  }

  private void health(String bus, String pattern, String type, Map<String, ?> metadata) {
    if (!bus.equals(Feeds.HEALTH)) {
      feeds.tell(
          Feeds.HEALTH,
          "subscription_health:" + bus + ":" + TopicTail.of(pattern),
          type,
          Map.of("bus", bus, "subscription_name", pattern, "metadata", metadata));
    }
  }
}
