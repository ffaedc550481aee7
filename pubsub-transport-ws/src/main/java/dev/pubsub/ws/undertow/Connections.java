package dev.pubsub.ws.undertow;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.ws.frame.CloseCode;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All WebSockets that are open. Any thread may use it. */
final class Connections {

  private static final Duration STAGGER = Duration.ofMillis(100);
  private static final int SMALLEST_BATCH = 500;

  private final Scheduler scheduler;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch drained = new CountDownLatch(1);
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean draining;

  Connections(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Takes one of so many places, to be given back; false when all are taken. */
  boolean takePlace(int places) {
    if (taken.incrementAndGet() <= places) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  void givePlaceBack() {
    taken.decrementAndGet();
  }

  void add(Connection connection) {
    open.add(connection);
    if (draining) {
      connection.closeSoon(CloseCode.SERVICE_RESTART, "the server is going down");
    }
  }

  void remove(Connection connection) {
    open.remove(connection);
    if (draining && open.isEmpty()) {
      drained.countDown();
    }
  }

  /** Ends those that have been silent for too long. */
  void sweep() {
    long now = scheduler.nanoTime();
    open.forEach(connection -> connection.sweep(now));
  }

  /**
   * Asks all clients to come back later, in batches, so that they do not all come back at once.
   * Blocks until they have gone or the time is over.
   */
  void drain(Duration patience) throws InterruptedException {
    draining = true;
    List<Connection> leaving = List.copyOf(open);
    long batches = Math.max(1, patience.dividedBy(STAGGER) / 2);
    int size = (int) Math.max(SMALLEST_BATCH, leaving.size() / batches + 1);
    closeNext(leaving.iterator(), size);
    if (open.isEmpty()) {
      drained.countDown();
    }
    drained.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void closeNext(Iterator<Connection> leaving, int size) {
    for (int i = 0; i < size && leaving.hasNext(); i++) {
      leaving.next().closeSoon(CloseCode.SERVICE_RESTART, "the server is going down");
    }
    if (leaving.hasNext()) {
      scheduler.schedule(STAGGER, () -> closeNext(leaving, size));
    }
  }

  /** Cuts all connections. */
  void end() {
    open.forEach(Connection::endSoon);
  }
}
