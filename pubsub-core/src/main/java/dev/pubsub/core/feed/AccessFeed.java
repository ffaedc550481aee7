package dev.pubsub.core.feed;

import dev.pubsub.core.guard.Pacing;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.BusEvent;
import dev.pubsub.spi.flow.Observer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells {@code security} who wanted what an authorizer forbids on another bus: at most once a
 * second, and under so many topics at most, since strangers choose what they want.
 */
public final class AccessFeed implements Observer {

  private static final int MOST_TOPICS = 20;

  /** What a stranger may make us repeat. */
  private static final int MOST_CHARACTERS = 200;

  private static final String OTHER = "other";

  private final Feeds feeds;
  private final Pacing pacing;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  /** To tell these. */
  public AccessFeed(Feeds feeds, Scheduler time) {
    this.feeds = feeds;
    this.pacing = new Pacing(time);
  }

  @Override
  public void happened(BusEvent event) {
    if (event instanceof BusEvent.Forbidden refused
        && feeds.isFed(Feeds.SECURITY)
        && !refused.bus().equals(Feeds.SECURITY)) {
      long leftOut = pacing.turn();
      if (leftOut >= 0) {
        tell(refused, leftOut);
      }
    }
  }

  private void tell(BusEvent.Forbidden refused, long leftOut) {
    feeds.tell(
        Feeds.SECURITY,
        "access_violations:" + tail(refused.resource()),
        "access_violation",
        Map.of(
            "reason", StandardError.FORBIDDEN.name(),
            "user_id", cut(refused.principal()),
            "operation", refused.operation().name().toLowerCase(Locale.ROOT),
            "bus", refused.bus(),
            "resource", cut(refused.resource()),
            "left_out", leftOut));
  }

  private String tail(String resource) {
    String tail = TopicTail.of(resource);
    boolean known = named.contains(tail) || (named.size() < MOST_TOPICS && named.add(tail));
    return known ? tail : OTHER;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }
}
