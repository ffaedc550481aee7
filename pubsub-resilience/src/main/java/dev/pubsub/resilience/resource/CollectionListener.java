package dev.pubsub.resilience.resource;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Hears of every collection of this JVM, on a thread of the JVM. */
final class CollectionListener implements NotificationListener, AutoCloseable {

  private static final String YOUNG = "end of minor GC";

  private final HeapGauge gauge;
  private final Set<String> heap;
  private final List<NotificationEmitter> collectors;

  /** Listens from now on. */
  static CollectionListener of(HeapGauge gauge) {
    CollectionListener listener = new CollectionListener(gauge);
    listener.collectors.forEach(
        collector -> collector.addNotificationListener(listener, null, null));
    return listener;
  }

  private CollectionListener(HeapGauge gauge) {
    this.gauge = gauge;
    this.heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    // Beans of mere pauses tell no figures.
    this.collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> !collector.getName().endsWith("Pauses"))
            .filter(NotificationEmitter.class::isInstance)
            .map(NotificationEmitter.class::cast)
            .toList();
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
      long used =
          info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
              .filter(pool -> heap.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      gauge.collected(used, !info.getGcAction().equals(YOUNG));
    }
  }

  @Override
  public void close() {
    for (NotificationEmitter collector : collectors) {
      try {
        collector.removeNotificationListener(this);
      } catch (ListenerNotFoundException gone) {
        throw new IllegalStateException("nobody else takes it away", gone);
      }
    }
  }
}
