package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.topic.TopicInfo;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has happened on the bus, in one document. Of topics it details the first 1000 by name. */
public final class StatsApi {

  private final Bus bus;
  private final ServerState state;
  private final ResponseTimes times;

  /**
   * The endpoint.
   *
   * @param bus what is counted
   * @param state since when
   * @param times how long requests took
   */
  public StatsApi(Bus bus, ServerState state, ResponseTimes times) {
    this.bus = bus;
    this.state = state;
    this.times = times;
  }

  Response stats(Request request, String none) {
    BusStats stats = bus.stats();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("system", system());
    all.put("topics", topics(stats));
    all.put("subscriptions", subscriptions(stats));
    all.put(
        "messages",
        Map.of(
            "published", stats.published(),
            "delivered", stats.delivered(),
            "dropped", stats.droppedTotal()));
    all.put(
        "performance",
        Map.of(
            "queue_depth_max", stats.waitingMax(),
            "queue_depth_p99", stats.waitingP99(),
            "response_ms_p50", times.millisAt(50),
            "response_ms_p99", times.millisAt(99)));
    all.put("processes", processes());
    return Response.of(200, all);
  }

  private Map<String, ?> system() {
    return Map.of(
        "uptime_seconds", state.uptimeSeconds(),
        "started_at", state.startedAt().toString(),
        "timestamp", state.now().toString());
  }

  private Map<String, ?> topics(BusStats stats) {
    List<TopicInfo> first = bus.topics().list("", TopicsApi.MAX_PAGE);
    return Map.of(
        "total_count", stats.topics(), "details", first.stream().map(TopicsApi::shown).toList());
  }

  private static Map<String, ?> subscriptions(BusStats stats) {
    int total = stats.subscriptions().values().stream().mapToInt(Integer::intValue).sum();
    return Map.of("total_count", total, "by_topic", new TreeMap<>(stats.subscriptions()));
  }

  /** The names are those of the BEAM; on the JVM they are threads, the heap and processors. */
  private static Map<String, ?> processes() {
    return Map.of(
        "total_processes", ManagementFactory.getThreadMXBean().getThreadCount(),
        "memory_usage", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        "schedulers", Runtime.getRuntime().availableProcessors());
  }
}
