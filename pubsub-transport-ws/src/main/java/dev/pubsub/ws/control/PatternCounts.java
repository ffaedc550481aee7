package dev.pubsub.ws.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many control channels are subscribed to a pattern; of topics the bus itself knows it. */
final class PatternCounts {

  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  int add(String pattern) {
    return counts.merge(pattern, 1, Integer::sum);
  }

  int remove(String pattern) {
    Integer left = counts.computeIfPresent(pattern, (key, n) -> n == 1 ? null : n - 1);
    return left == null ? 0 : left;
  }

  int of(String pattern) {
    return counts.getOrDefault(pattern, 0);
  }
}
