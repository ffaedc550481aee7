package dev.pubsub.monitoring.performance;

import dev.pubsub.spi.edge.Gateway;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the bus {@code alerts} of each figure that has become worse than its baseline: once, and
 * again only after it had recovered. One thread at a time.
 */
final class Watch {

  /** How many of the last intervals are compared. */
  static final int RUNNING = 30;

  private static final String TYPE = "system.performance.alert";

  private final Gateway gateway;
  private final Set<Told> told = new HashSet<>();

  Watch(Gateway gateway) {
    this.gateway = gateway;
  }

  private record Told(String bus, Watched watched) {}

  /**
   * Compares what is kept of a bus with its baseline.
   *
   * @param kept the oldest first; nothing is said before there are enough
   */
  void look(String bus, Baseline baseline, List<Interval> kept) {
    if (kept.size() >= RUNNING) {
      List<Interval> running = kept.subList(kept.size() - RUNNING, kept.size());
      for (Comparison comparison : baseline.compare(running)) {
        Told key = new Told(bus, comparison.watched());
        if (comparison.regressed() && told.add(key)) {
          tell(bus, baseline, comparison);
        } else if (comparison.recovered()) {
          told.remove(key);
        }
      }
    }
  }

  private void tell(String bus, Baseline baseline, Comparison comparison) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("figure", comparison.watched().figure().key());
    figures.put("baseline", comparison.before());
    figures.put("baseline_saved_at", baseline.savedAt().toString());
    figures.put("now", comparison.now());
    figures.put("deviate", comparison.deviate());
    figures.put("intervals", RUNNING);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", "warning");
    fields.put("component", "bus:" + bus);
    fields.put("bus", bus);
    fields.put("message", comparison.sentence() + " " + comparison.watched().advice());
    fields.put("metadata", figures);
    gateway.tell("alerts", "system_alerts:warning", TYPE, fields);
  }
}
