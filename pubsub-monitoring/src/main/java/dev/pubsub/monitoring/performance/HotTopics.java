package dev.pubsub.monitoring.performance;

import dev.pubsub.monitoring.performance.SpaceSaving.Range;
import dev.pubsub.spi.flow.Observer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The topics of each bus with the most signals, of the present span of time and of the one before.
 * Many threads count at once, and none waits for another.
 */
final class HotTopics implements Observer {

  private static final int SHOWN = 20;

  private final int counters;
  private volatile Map<String, Stripes> present = new ConcurrentHashMap<>();
  private volatile Map<String, Stripes> before = Map.of();

  /**
   * Nothing counted yet.
   *
   * @param counters no count is further off than all signals of its bus divided by this
   */
  HotTopics(int counters) {
    this.counters = counters;
  }

  /**
   * The topics of a bus.
   *
   * @param topics the hottest first
   * @param missed how many signals beside these were not counted at all
   */
  record Hot(List<Topic> topics, long missed) {

    /** No topic is known. */
    static final Hot NONE = new Hot(List.of(), 0);
  }

  /** How many signals a topic had. */
  record Topic(String name, long atLeast, long atMost) {}

  @Override
  public void published(String bus, String topic, int matched, int dropped) {
    Map<String, Stripes> now = present;
    Stripes stripes = now.get(bus);
    if (stripes == null) {
      stripes = now.computeIfAbsent(bus, name -> new Stripes(counters));
    }
    stripes.count(topic);
  }

  /** Begins a new span of time. */
  void turn() {
    before = present;
    present = new ConcurrentHashMap<>();
  }

  Hot of(String bus) {
    List<Stripes> spans =
        Stream.of(present, before)
            .filter(each -> each.containsKey(bus))
            .map(each -> each.get(bus))
            .toList();
    Map<String, Range> counts = Stripes.merged(spans.stream());
    return new Hot(
        counts.entrySet().stream()
            .map(
                each ->
                    new Topic(each.getKey(), each.getValue().atLeast(), each.getValue().atMost()))
            .sorted(Comparator.comparingLong(Topic::atLeast).reversed().thenComparing(Topic::name))
            .limit(SHOWN)
            .toList(),
        spans.stream().mapToLong(Stripes::missed).sum());
  }
}
