package dev.pubsub.core.feed;

import dev.pubsub.core.guard.HealthChecks;
import dev.pubsub.spi.edge.Health.State;
import dev.pubsub.spi.edge.PartHealth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Asks the health checks, and tells {@code health} of those that say something else than the last
 * time. Of one that was never ill nothing is told.
 */
public final class HealthFeed implements Runnable {

  private final Feeds feeds;
  private final HealthChecks checks;
  private final Map<String, State> before = new HashMap<>();

  /** To ask these, once all is started. */
  public HealthFeed(Feeds feeds, HealthChecks checks) {
    this.feeds = feeds;
    this.checks = checks;
  }

  /** Looks; for one thread at a time. */
  @Override
  public void run() {
    if (feeds.isFed(Feeds.HEALTH)) {
      checks.ask().forEach(this::look);
    }
  }

  private void look(PartHealth part) {
    State now = part.health().state();
    State then = before.getOrDefault(part.name(), State.UP);
    // What the bus does not accept is told again the next time.
    if (now != then && tell(part, now.name().toLowerCase(Locale.ROOT))) {
      before.put(part.name(), now);
    }
  }

  private boolean tell(PartHealth part, String status) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("detail", part.health().detail());
    metadata.put("vital", part.vital());
    part.because().ifPresent(cause -> metadata.put("because", cause));
    return feeds.tell(
        Feeds.HEALTH,
        "process_health:" + TopicTail.of(part.name()),
        "process_" + status,
        Map.of("component", part.name(), "status", status, "metadata", metadata));
  }
}
