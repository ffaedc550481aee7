package dev.pubsub.benchmarks.overload;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Priority;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** One run: measures what its subscriber can handle, then offers five times as much. */
final class Load {

  static final String NEXT = "next";
  static final String ROW = "row ";

  private static final int TIMES = 5;
  private static final int CALIBRATION_SECONDS = 3;
  private static final int PAYLOAD = 4096;
  private static final long WORK_NANOS = 500_000;
  private static final String TOPIC = "bench:overload";

  /** Of ten signals, one is urgent, five are plain, and four can be done without. */
  private static final Priority[] MIX = {
    Priority.HIGH, Priority.LOW, Priority.NORMAL, Priority.LOW, Priority.NORMAL,
    Priority.NORMAL, Priority.LOW, Priority.NORMAL, Priority.LOW, Priority.NORMAL
  };

  private record Work(long at, byte[] body) {}

  private final Bus bus;
  private final Map<Priority, Figures> figures = new EnumMap<>(Priority.class);
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong heap = new AtomicLong();
  private volatile boolean counting;

  private Load(Bus bus) {
    this.bus = bus;
    for (Priority priority : Priority.values()) {
      figures.put(priority, new Figures());
    }
    bus.subscribe(TOPIC, this::handle);
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(NotificationEmitter.class::cast)
        .forEach(
            collector ->
                collector.addNotificationListener(
                    (notification, none) -> collected((CompositeData) notification.getUserData()),
                    null,
                    null));
  }

  /** Takes whether there is a guard, and for how many seconds. */
  public static void main(String[] args) {
    try (PubSub pubsub =
        PubSub.builder()
            .set("pubsub.capacity", "100000")
            .set("pubsub.plugin.resilience.resources.enabled", args[0])
            .set("pubsub.plugin.resilience.resources.watermarks", "80%/95%, heap=50%/65%")
            .open()) {
      Load load = new Load(pubsub.bus());
      load.offer(TIMES * load.sustainable(), Integer.parseInt(args[1]));
    }
  }

  private void collected(CompositeData data) {
    long used =
        GarbageCollectionNotificationInfo.from(data)
            .getGcInfo()
            .getMemoryUsageAfterGc()
            .entrySet()
            .stream()
            .filter(pool -> pool.getKey().startsWith("G1 "))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    heap.accumulateAndGet(used, Math::max);
  }

  private Figures of(Priority priority) {
    return Objects.requireNonNull(figures.get(priority));
  }

  private void handle(Delivery delivery) {
    LockSupport.parkNanos(WORK_NANOS);
    handled.incrementAndGet();
    if (counting && delivery.signal().payload() instanceof Work work) {
      of(delivery.signal().priority()).delivered(System.nanoTime() - work.at());
    }
  }

  /** Signals a second that are handled while a few always wait. */
  private double sustainable() {
    long begun = System.nanoTime();
    long until = begun + CALIBRATION_SECONDS * 1_000_000_000L;
    for (long sent = 0; System.nanoTime() < until; ) {
      if (sent - handled.get() < 100) {
        publish(Priority.NORMAL);
        sent++;
      } else {
        LockSupport.parkNanos(100_000);
      }
    }
    return handled.get() * 1e9 / (System.nanoTime() - begun);
  }

  private PublishResult publish(Priority priority) {
    return bus.publish(
        TOPIC,
        new Work(System.nanoTime(), new byte[PAYLOAD]),
        PublishOptions.DEFAULT.withPriority(priority));
  }

  private void offer(double perSecond, int seconds) {
    counting = true;
    long begun = System.nanoTime();
    long all = (long) (perSecond * seconds);
    long nextPrint = begun;
    for (long i = 0; i < all; i++) {
      long due = begun + (long) (i * 1e9 / perSecond);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      Priority priority = MIX[(int) (i % MIX.length)];
      of(priority).offered(publish(priority));
      if (System.nanoTime() >= nextPrint) {
        print();
        nextPrint += 1_000_000_000L;
      }
    }
    print();
  }

  private void print() {
    System.out.println(NEXT);
    figures.forEach(
        (priority, each) ->
            System.out.println(
                ROW
                    + priority.name().toLowerCase(Locale.ROOT)
                    + ","
                    + each.row()
                    + ","
                    + (heap.get() >> 20)));
    System.out.flush();
  }

  /** What became of the signals of one priority. */
  private static final class Figures {

    private long offered;
    private long refused;
    private long shed;
    private long noRoom;
    private final Latencies latencies = new Latencies();

    void offered(PublishResult result) {
      offered++;
      if (!(result instanceof Accepted accepted)) {
        refused++;
      } else if (accepted.matched() == 0) {
        shed++;
      } else if (accepted.dropped() > 0) {
        noRoom++;
      }
    }

    void delivered(long nanos) {
      latencies.add(nanos);
    }

    String row() {
      return "%d,%d,%d,%d,%s".formatted(offered, refused, shed, noRoom, latencies.row());
    }
  }
}
