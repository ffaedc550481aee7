package dev.pubsub.monitoring.jfr;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Session;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Records what each bus counted since it was last asked. To count walks all subscriptions of a bus,
 * so it is done once for both events. Any thread.
 */
final class Batches implements Runnable {

  private final String node;
  private final Scheduler time;
  // Guarded by this.
  private final Map<Session, Count> buses = new HashMap<>();

  Batches(String node, Scheduler time) {
    this.node = node;
    this.time = time;
  }

  synchronized void watch(Session bus) {
    buses.put(bus, count(bus));
  }

  @Override
  public synchronized void run() {
    buses.replaceAll(
        (bus, before) -> {
          Count now = count(bus);
          record(bus.name(), before, now);
          return now;
        });
  }

  synchronized void end() {
    buses.clear();
  }

  private Count count(Session bus) {
    return new Count(bus.stats(), time.nanoTime());
  }

  private void record(String bus, Count before, Count now) {
    new PublishBatch(node, bus, before, now).commit();
    now.stats()
        .dropped()
        .forEach(
            (reason, count) -> {
              long more = count - before.stats().dropped().getOrDefault(reason, 0L);
              if (more > 0) {
                String word = reason.name().toLowerCase(Locale.ROOT);
                new Drops(node, bus, word, more, now.at() - before.at()).commit();
              }
            });
  }
}
