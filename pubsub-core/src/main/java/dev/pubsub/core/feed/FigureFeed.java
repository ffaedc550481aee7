package dev.pubsub.core.feed;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks at the figures of all buses: tells them to {@code metrics}, and to {@code alerts} what
 * somebody should look at.
 */
public final class FigureFeed implements Runnable {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Feeds feeds;
  private final BacklogFeed backlog;
  private final Duration interval;
  private final long worthAWarning;
  private final Map<String, Look> looks = new HashMap<>();

  private record Look(long dropped, long rejected, boolean available) {}

  /**
   * To tell these.
   *
   * @param interval how often it looks
   * @param worthAWarning how many losses or refusals of a bus within it somebody should hear of
   */
  public FigureFeed(Feeds feeds, Duration interval, long worthAWarning) {
    this.feeds = feeds;
    this.backlog = new BacklogFeed(feeds);
    this.interval = interval;
    this.worthAWarning = worthAWarning;
  }

  /** Looks; for one thread at a time. */
  @Override
  public void run() {
    feeds.buses().forEach(this::look);
  }

  private void look(Bus bus) {
    BusStats stats = bus.stats();
    feeds.tell(Feeds.METRICS, "throughput_stats:" + bus.name(), "throughput", fields(bus, stats));
    if (stats.waitingMax() > 0) {
      backlog.look(bus);
    }
    Look now = new Look(stats.droppedTotal(), stats.rejected(), bus.isAvailable());
    Look before = looks.put(bus.name(), now);
    if (!bus.name().equals(Feeds.ALERTS)) {
      Look then = before == null ? new Look(0, 0, true) : before;
      alert(bus, "losses", now.dropped() - then.dropped(), "deliveries were lost");
      alert(bus, "failed_publications", now.rejected() - then.rejected(), "signals were refused");
      if (then.available() && !now.available()) {
        tell(bus, "critical", "bus_unavailable", "the bus does not deliver", Map.of());
      }
    }
  }

  private void alert(Bus bus, String type, long count, String what) {
    if (count >= worthAWarning) {
      String message = count + " " + what + " within " + interval.toMillis() + " ms";
      tell(bus, "warning", type, message, Map.of("count", count));
    }
  }

  private void tell(
      Bus bus, String severity, String type, String message, Map<String, ?> metadata) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", severity);
    fields.put("component", "bus:" + bus.name());
    fields.put("bus", bus.name());
    fields.put("message", message);
    fields.put("metadata", metadata);
    feeds.tell(Feeds.ALERTS, "system_alerts:" + severity, type, fields);
  }

  private static Map<String, Object> fields(Bus bus, BusStats stats) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("published", stats.published());
    metadata.put("delivered", stats.delivered());
    metadata.put("dropped", stats.droppedTotal());
    metadata.put("rejected", stats.rejected());
    metadata.put("published_per_second", stats.pace().publishedPerSecond());
    metadata.put("delivered_per_second", stats.pace().deliveredPerSecond());
    metadata.put("queue_depth_max", stats.waitingMax());
    metadata.put("queue_depth_p99", stats.waitingP99());
    metadata.put("processing_time_ms_p50", millis(stats.pace().processingP50()));
    metadata.put("processing_time_ms_p99", millis(stats.pace().processingP99()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bus", bus.name());
    fields.put("metadata", metadata);
    return fields;
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }
}
