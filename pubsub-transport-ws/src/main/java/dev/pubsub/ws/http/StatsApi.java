package dev.pubsub.ws.http;

import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.ws.json.Json;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has happened on a bus, in one document. Of topics it details the first 1000 by name, of
 * subscriptions it counts those to the 1000 patterns that have most of them.
 */
final class StatsApi {

  private static final int MOST = 1000;
  private static final double NANOS_PER_MILLI = 1e6;

  private static final Comparator<Map.Entry<String, Integer>> BUSIEST_FIRST =
      Map.Entry.<String, Integer>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private final Bus bus;
  private final ServerState state;
  private final ResponseTimes times;

  StatsApi(Bus bus, ServerState state, ResponseTimes times) {
    this.bus = bus;
    this.state = state;
    this.times = times;
  }

  Response stats(Request request, String none) {
    BusStats stats = bus.stats();
    return Response.of(
        200,
        Json.object(
            "system", system(),
            "topics", topics(stats),
            "subscriptions", subscriptions(stats.subscriptions()),
            "messages", messages(stats),
            "performance", performance(stats),
            "processes", processes()));
  }

  /** In a word. */
  static String status(Bus bus) {
    return bus.isAvailable() ? "available" : "unavailable";
  }

  private Map<String, ?> system() {
    return Json.object(
        "uptime_seconds", state.uptimeSeconds(),
        "started_at", state.startedAt().toString(),
        "timestamp", state.now().toString(),
        "status", status(bus));
  }

  private Map<String, ?> topics(BusStats stats) {
    List<TopicInfo> first = bus.topics().list("", MOST);
    return Json.object(
        "total_count", stats.topics(), "details", first.stream().map(TopicsApi::shown).toList());
  }

  private static Map<String, ?> subscriptions(Map<String, Integer> byTopic) {
    Map<String, Integer> busiest = new LinkedHashMap<>();
    byTopic.entrySet().stream()
        .sorted(BUSIEST_FIRST)
        .limit(MOST)
        .forEach(entry -> busiest.put(entry.getKey(), entry.getValue()));
    return Json.object(
        "total_count",
        byTopic.values().stream().mapToInt(Integer::intValue).sum(),
        "by_topic",
        busiest,
        "truncated",
        byTopic.size() > MOST);
  }

  private static Map<String, ?> messages(BusStats stats) {
    return Json.object(
        "published", stats.published(),
        "delivered", stats.delivered(),
        "dropped", stats.droppedTotal(),
        "dropped_by_reason", stats.dropped(),
        "rejected", stats.rejected(),
        "rejected_by_code", stats.rejectedByCode());
  }

  private Map<String, ?> performance(BusStats stats) {
    return Json.object(
        "queue_depth_max", stats.waitingMax(),
        "queue_depth_p99", stats.waitingP99(),
        "published_per_second", stats.pace().publishedPerSecond(),
        "delivered_per_second", stats.pace().deliveredPerSecond(),
        "processing_ms_p50", millis(stats.pace().processingP50()),
        "processing_ms_p99", millis(stats.pace().processingP99()),
        "response_ms_p50", times.millisAt(50),
        "response_ms_p99", times.millisAt(99));
  }

  private static double millis(Duration time) {
    return time.toNanos() / NANOS_PER_MILLI;
  }

  /** The names are those of the BEAM; on the JVM they are threads, the heap and processors. */
  private static Map<String, ?> processes() {
    return Json.object(
        "total_processes", ManagementFactory.getThreadMXBean().getThreadCount(),
        "memory_usage", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        "schedulers", Runtime.getRuntime().availableProcessors());
  }
}
