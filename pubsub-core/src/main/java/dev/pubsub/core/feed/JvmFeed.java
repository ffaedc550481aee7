package dev.pubsub.core.feed;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Tells {@code diagnostics} what the memory of this process is used for, and {@code metrics} what
 * it does with its processors. The beans of the JVM take a while to come up, so they are asked for
 * by the first look and not before.
 */
public final class JvmFeed implements Runnable {

  private final Feeds feeds;

  /** To tell these. */
  public JvmFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  /** Looks. */
  @Override
  public void run() {
    if (feeds.isFed(Feeds.DIAGNOSTICS)) {
      tell(Feeds.DIAGNOSTICS, "diagnostics:memory_analysis", "memory_analysis", memory());
    }
    if (feeds.isFed(Feeds.METRICS)) {
      tell(Feeds.METRICS, "performance_metrics:jvm", "performance", performance());
    }
  }

  private void tell(String bus, String topic, String type, Map<String, Object> metadata) {
    feeds.tell(bus, topic, type, Map.of("component", "jvm", "metadata", metadata));
  }

  private static Map<String, Object> memory() {
    Runtime jvm = Runtime.getRuntime();
    long committed = jvm.totalMemory();
    return Map.of(
        "heap_used_bytes",
        committed - jvm.freeMemory(),
        "heap_committed_bytes",
        committed,
        "heap_max_bytes",
        jvm.maxMemory());
  }

  private static Map<String, Object> performance() {
    Map<String, Object> figures = new LinkedHashMap<>();
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(used -> figures.put("cpu_time_ms", used.toMillis()));
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
    figures.put("gc_count", sum(GarbageCollectorMXBean::getCollectionCount));
    figures.put("gc_time_ms", sum(GarbageCollectorMXBean::getCollectionTime));
    return figures;
  }

  /** Over all collectors that know; one that does not says -1. */
  private static long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(figure)
        .filter(known -> known > 0)
        .sum();
  }
}
