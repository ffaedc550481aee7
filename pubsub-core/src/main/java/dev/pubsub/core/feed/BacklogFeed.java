package dev.pubsub.core.feed;

import dev.pubsub.Bus;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.SubscriptionStats;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells {@code metrics} of the few subscriptions of each other bus for which most signals wait: one
 * of each pattern, since a newer figure of a topic replaces the one before.
 */
final class BacklogFeed {

  /** Of each bus, however many are behind. */
  private static final int MOST_PATTERNS = 10;

  /** Many of one pattern may be further behind than any of another. */
  private static final int MOST_SUBSCRIPTIONS = 200;

  private final Feeds feeds;

  BacklogFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  /** Looks at all subscriptions of a bus. */
  void look(Bus bus) {
    if (!feeds.isFed(Feeds.METRICS) || bus.name().equals(Feeds.METRICS)) {
      return;
    }
    Set<String> told = new HashSet<>();
    bus.furthestBehind(MOST_SUBSCRIPTIONS).stream()
        .filter(each -> told.add(each.pattern()))
        .limit(MOST_PATTERNS)
        .forEach(each -> tell(bus.name(), each));
  }

  private void tell(String bus, SubscriptionInfo behind) {
    feeds.tell(
        Feeds.METRICS,
        "subscription_metrics:" + bus + ":" + TopicTail.of(behind.pattern()),
        "backlog",
        Map.of("bus", bus, "subscription_name", behind.pattern(), "metadata", metadata(behind)));
  }

  private static Map<String, Object> metadata(SubscriptionInfo behind) {
    SubscriptionStats stats = behind.stats();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("principal", behind.principal());
    metadata.put("waiting", stats.waiting());
    metadata.put("capacity", behind.capacity());
    metadata.put("delivered", stats.delivered());
    metadata.put("dropped", stats.droppedTotal());
    metadata.put("redelivered", stats.redelivered());
    metadata.put("quarantined", stats.quarantined());
    return metadata;
  }
}
